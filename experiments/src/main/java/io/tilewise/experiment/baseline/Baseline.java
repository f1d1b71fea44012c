package io.tilewise.experiment.baseline;

import io.tilewise.config.ConfigException;
import io.tilewise.config.ConfigReader;
import io.tilewise.config.Loaded;
import io.tilewise.config.ParameterForm;
import io.tilewise.cpu.pricing.NoKernelException;
import io.tilewise.experiment.baseline.BaselineFile.HistoryBlock;
import io.tilewise.experiment.baseline.BaselineFile.TolerancesBlock;
import io.tilewise.experiment.result.InputFile;
import io.tilewise.experiment.result.RunResult;
import io.tilewise.experiment.run.Experiment;
import io.tilewise.experiment.run.ExperimentRun;
import io.tilewise.experiment.run.Scenario;
import io.tilewise.sim.SimTime;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * An experiment with what it predicts now, to be recorded as a baseline or to be compared with one.
 */
public final class Baseline {
  /** More changed values than this are not set back one by one: each is a run of its own. */
  private static final int MOST_SET_BACK = 8;

  private static final double MILLISECONDS = 1e3;

  private final Path file;
  private final List<String> assignments;
  private final List<Path> folders;
  private final Experiment experiment;
  private final RunResult result;

  private Baseline(Path file, List<String> assignments, List<Path> folders, String toolVersion) {
    this.file = file;
    this.assignments = List.copyOf(assignments);
    this.folders = List.copyOf(folders);
    this.experiment = Experiment.read(file, assignments, folders);
    this.result = ExperimentRun.run(experiment, toolVersion);
  }

  /**
   * Runs an experiment.
   *
   * @param file its file
   * @param assignments changes to all scenarios, each {@code path=value}
   * @param folders folders besides the one above the file's, in which files may be read
   * @param toolVersion version of Tilewise, for the record
   * @throws ConfigException with everything that is wrong with a file
   */
  public static Baseline of(
      Path file, List<String> assignments, List<Path> folders, String toolVersion) {
    return new Baseline(file, assignments, folders, toolVersion);
  }

  /** What the experiment predicts. */
  public RunResult result() {
    return result;
  }

  /** Where baselines of an experiment lie by default: {@code ../baselines/NAME.yaml}. */
  public static Path usualFile(Path experiment) {
    return in(experiment.resolveSibling("../baselines"), experiment);
  }

  /** The baseline of an experiment in a folder of baselines. */
  public static Path in(Path folder, Path experiment) {
    return folder.resolve(String.valueOf(experiment.getFileName())).normalize();
  }

  /**
   * Reads a baseline file.
   *
   * @throws ConfigException with everything that is wrong with it
   */
  public static Loaded<BaselineFile> read(Path file) {
    return new ConfigReader().read(file).bind(BaselineFile.KIND, ParameterForm.FULL_OR_SHORT);
  }

  /** The baseline for the first time, with usual tolerances. */
  public BaselineFile first(String reason) {
    HistoryBlock entry = new HistoryBlock(reason, result.toolVersion(), Optional.empty());
    return Recording.of(experiment, result, TolerancesBlock.standard(), List.of(entry));
  }

  /**
   * The baseline with what is predicted now; tolerances and history stay, with the reason added.
   */
  public BaselineFile accepted(BaselineFile recorded, String reason) {
    return accepted(first(reason), recorded, reason);
  }

  /** The same from what would be recorded for the first time. */
  public static BaselineFile accepted(BaselineFile first, BaselineFile recorded, String reason) {
    List<HistoryBlock> history = new ArrayList<>(recorded.history());
    history.add(new HistoryBlock(reason, first.tool(), moved(first, recorded)));
    return first.with(recorded.tolerances(), history);
  }

  /** Whether the baseline already says what is predicted now, and from what. */
  public boolean isRecordedIn(BaselineFile recorded) {
    return isRecordedIn(first(""), recorded);
  }

  /** The same for what would be recorded for the first time. */
  public static boolean isRecordedIn(BaselineFile first, BaselineFile recorded) {
    BaselineFile now = first.with(recorded.tolerances(), recorded.history());
    return BaselineText.of(now).equals(BaselineText.of(recorded));
  }

  /** The largest movement of a latency, in words. */
  private static Optional<String> moved(BaselineFile first, BaselineFile recorded) {
    return new Differences(recorded, first)
        .movements().stream()
            .filter(m -> m.kind() == Movement.Kind.LATENCY)
            .max(Comparator.comparingDouble(m -> Math.abs(m.percent().orElse(0.0))))
            .map(
                m ->
                    String.format(
                        Locale.ROOT,
                        "%s %.4g ms to %.4g ms",
                        m.scenario(),
                        m.recorded().orElse(0.0),
                        m.now().orElse(0.0)));
  }

  /**
   * Compares with a baseline and finds out what the movements come from.
   *
   * @param loaded the baseline
   * @throws ConfigException if it is the baseline of another experiment
   */
  public BaselineComparison compare(Loaded<BaselineFile> loaded) {
    BaselineFile recorded = loaded.value();
    loaded.check(
        checks -> {
          if (!recorded.experiment().equals(experiment.name())) {
            checks
                .at("experiment")
                .problem(
                    "this is the baseline of "
                        + recorded.experiment()
                        + ", but it was compared with "
                        + experiment.name());
          }
        });
    Differences differences = new Differences(recorded, first(""));
    List<Movement> movements = differences.movements();
    List<Change> changes = differences.changes();
    if (movements.isEmpty()) {
      return new BaselineComparison(
          experiment.name(), differences.figures(), movements, changes, List.of(), "");
    }
    List<Contribution> contributions = new ArrayList<>();
    String remark = contributions(recorded, changes, contributions);
    return new BaselineComparison(
        experiment.name(), differences.figures(), movements, changes, contributions, remark);
  }

  /** Adds the contributions; what cannot be found out is said. */
  private String contributions(
      BaselineFile recorded, List<Change> changes, List<Contribution> contributions) {
    List<Change> settings =
        changes.stream().filter(change -> change.kind() == Change.Kind.SETTING).toList();
    if (settings.isEmpty()) {
      return withoutSettings(changes);
    }
    if (settings.size() > MOST_SET_BACK) {
      return settings.size()
          + " values changed, more than "
          + MOST_SET_BACK
          + ", so none was set back alone.";
    }
    List<String> remarks = new ArrayList<>();
    for (Change change : settings) {
      remarks.addAll(setBack(recorded, change, contributions));
    }
    if (settings.size() > 1) {
      remarks.add(
          "Each value was set back alone; together they need not add up to the whole movement.");
    }
    return String.join(" ", remarks);
  }

  private static String withoutSettings(List<Change> changes) {
    if (changes.isEmpty()) {
      return "No value, no file and not the version of Tilewise changed: its code did.";
    }
    List<String> jars =
        changes.stream().map(Change::subject).filter(InputFile::namesPlugin).toList();
    return jars.isEmpty()
        ? "No effective value changed: what moved comes from what else is listed, or from"
            + " Tilewise's code."
        : "No effective value changed, but code did: "
            + String.join(", ", jars)
            + (jars.size() == 1 ? " is" : " are")
            + " not what it was recorded with.";
  }

  private List<String> setBack(
      BaselineFile recorded, Change change, List<Contribution> contributions) {
    if (change.recorded().isEmpty()) {
      return List.of(change.subject() + " was not there before, so it cannot be set back.");
    }
    String before = change.recorded().get();
    Map<String, String> all =
        assignments.stream()
            .map(assignment -> assignment.split("=", 2))
            .collect(
                Collectors.toMap(
                    parts -> parts[0].strip(), parts -> parts[1], (a, b) -> b, TreeMap::new));
    all.put(change.subject(), before);
    List<String> set =
        all.entrySet().stream().map(entry -> entry.getKey() + "=" + entry.getValue()).toList();
    try {
      Experiment again = Experiment.read(file, set, folders);
      for (String name : change.scenarios()) {
        Scenario scenario = again.scenario(name).orElseThrow();
        double without = SimTime.toSeconds(scenario.replay().duration()) * MILLISECONDS;
        double now = result.scenario(name).orElseThrow().latencyMs();
        // What is recorded has fewer digits, which is no movement.
        double moved = Recording.rounded(now) - recordedLatency(recorded, name);
        if (moved != 0 || now != without) {
          contributions.add(
              new Contribution(
                  change.subject(),
                  before,
                  change.now().orElse("nothing"),
                  name,
                  moved,
                  now - without));
        }
      }
      return List.of();
    } catch (ConfigException | NoKernelException e) {
      return List.of(change.subject() + " cannot be set back to " + before + " alone.");
    }
  }

  private static double recordedLatency(BaselineFile recorded, String scenario) {
    return recorded.scenarios().stream()
        .filter(block -> block.name().equals(scenario))
        .findFirst()
        .orElseThrow()
        .latency()
        .in("ms");
  }
}
