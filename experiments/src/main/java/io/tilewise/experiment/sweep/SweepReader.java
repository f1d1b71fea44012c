package io.tilewise.experiment.sweep;

import io.tilewise.config.Checks;
import io.tilewise.config.ConfigException;
import io.tilewise.config.ConfigNode;
import io.tilewise.config.Loaded;
import io.tilewise.config.Parameter;
import io.tilewise.config.YamlText;
import io.tilewise.experiment.result.ScenarioResult;
import io.tilewise.experiment.run.PreparedScenario;
import io.tilewise.experiment.run.ScenarioReader;
import io.tilewise.experiment.study.PointEvaluator;
import io.tilewise.experiment.study.ResultMetric;
import io.tilewise.experiment.study.Study;
import io.tilewise.experiment.study.ValueRange;
import io.tilewise.experiment.study.WholeValues;
import io.tilewise.experiment.sweep.SweepFile.AxisBlock;
import io.tilewise.experiment.sweep.SweepFile.CaseBlock;
import io.tilewise.experiment.sweep.SweepFile.CrossingBlock;
import io.tilewise.experiment.sweep.SweepFile.ObjectiveBlock;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Reads a sweep and everything that it refers to, and finds what is wrong with it. */
public final class SweepReader {
  private static final int MOST_TRIED = 64;
  private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

  private final Path source;
  private final Loaded<SweepFile> loaded;
  private final SweepFile file;
  private final Study study;
  private final List<String> assignments;

  private SweepReader(
      Path source, Loaded<SweepFile> loaded, Study study, List<String> assignments) {
    this.source = source;
    this.loaded = loaded;
    this.file = loaded.value();
    this.study = study;
    this.assignments = assignments;
  }

  /**
   * Reads a sweep.
   *
   * @param file its file
   * @param assignments changes to all scenarios, each {@code path=value}
   * @param folders folders besides the one above the file's, in which files may be read
   * @throws ConfigException with everything that is wrong with a file
   * @throws io.tilewise.cpu.pricing.NoKernelException if the runtime lacks a kernel
   */
  public static Sweep read(Path file, List<String> assignments, List<Path> folders) {
    ScenarioReader reader = new ScenarioReader(file, folders);
    Loaded<SweepFile> loaded = reader.read(SweepFile.KIND);
    Optional<PointsFile> listed =
        loaded.value().pointsFile().map(name -> PointsFile.read(reader, loaded, name));
    Study study = Study.read(reader, loaded, loaded.value().base(), assignments, folders);
    return new SweepReader(file, loaded, study, assignments).sweep(listed);
  }

  private Sweep sweep(Optional<PointsFile> listed) {
    List<Axis> axes = listed.map(PointsFile::axes).orElseGet(this::axes);
    checkAxes(axes);
    PointEvaluator evaluator = study.evaluator();
    List<ResultMetric> metrics = metrics(evaluator);
    checkAnalyses(axes);
    Points all = listed.map(PointsFile::points).orElseGet(() -> points(axes));
    checkSize(all);
    Points wanted = wanted(axes, all);
    checkFit(axes, wanted, evaluator);
    return new Sweep(
        source, study, file, assignments, axes, wanted, all.size() - wanted.size(), metrics);
  }

  private List<Axis> axes() {
    List<Axis> axes = new ArrayList<>();
    loaded.check(
        checks -> {
          for (int i = 0; i < file.axes().size(); i++) {
            Checks at = checks.at("axes").at(i);
            try {
              axes.add(axis(file.axes().get(i)));
            } catch (IllegalArgumentException e) {
              at.problem(e.getMessage());
            }
          }
        });
    return axes;
  }

  private Axis axis(AxisBlock block) {
    String name = block.shownName();
    String path = block.path().orElse(name);
    if (block.from().isPresent()) {
      ValueRange range = ValueRange.of(block.from().get(), block.to().orElseThrow(), block.scale());
      boolean whole = WholeValues.areNeeded(study.evaluator(), path, range);
      return block
          .steps()
          .map(steps -> Axis.over(name, path, range, steps, whole))
          .orElseGet(
              () ->
                  whole
                      ? Axis.drawnWhole(name, path, range)
                      : Axis.of(name, path, List.of(), Optional.of(range)));
    }
    List<AxisValue> values = new ArrayList<>();
    for (ConfigNode value : block.values()) {
      values.add(AxisValue.of(path, YamlText.of(value)));
    }
    for (CaseBlock one : block.cases()) {
      values.add(new AxisValue(one.name(), Optional.empty(), YamlText.assignments(one.set())));
    }
    return Axis.of(name, path, values, Optional.empty());
  }

  private void checkAxes(List<Axis> axes) {
    for (Axis axis : axes) {
      for (Axis other : axes) {
        for (String path : axis.paths()) {
          if (!other.name().equals(axis.name()) && other.paths().contains(path)) {
            problem("axes", "two axes set " + path + ": " + axis.name() + " and " + other.name());
          }
        }
      }
      for (String assignment : assignments) {
        String path = assignment.replaceFirst("=.*", "").strip();
        if (axis.paths().contains(path)) {
          problem(
              "axes",
              "--set " + assignment + ": " + path + " is an axis of this sweep; remove one");
        }
      }
    }
  }

  /**
   * A path that does not exist, or of which no value fits, is a mistake, not a failing point; but
   * values that fit only together, as threads and the cores they need, are none.
   */
  private void checkFit(List<Axis> axes, Points points, PointEvaluator evaluator) {
    List<Optional<String>> why = axes.stream().map(axis -> whyNoneFits(axis, evaluator)).toList();
    if (why.stream().allMatch(Optional::isEmpty) || anyFits(points, evaluator)) {
      return;
    }
    loaded.check(
        checks -> {
          for (int i = 0; i < axes.size(); i++) {
            // The columns of a file of points are its axes.
            boolean listed = file.pointsFile().isPresent();
            Checks at = listed ? checks.at("points_file") : checks.at("axes").at(i);
            why.get(i).ifPresent(at::problem);
          }
        });
  }

  /** Whether one of some points all over the design fits the files. */
  private static boolean anyFits(Points points, PointEvaluator evaluator) {
    int tried = Math.min(MOST_TRIED, points.size());
    for (int i = 0; i < tried; i++) {
      Map<String, String> settings = new LinkedHashMap<>();
      // Steps of the golden ratio go through all values of all axes.
      int point = tried == points.size() ? i : (int) (i * GOLDEN % 1 * points.size());
      points.at(point).forEach(value -> settings.putAll(value.settings()));
      if (WholeValues.whyUnfit(evaluator, settings).isEmpty()) {
        return true;
      }
    }
    return false;
  }

  /** What is wrong with the first of an axis' values, if none of them fits the files. */
  private static Optional<String> whyNoneFits(Axis axis, PointEvaluator evaluator) {
    Optional<String> first = Optional.empty();
    List<AxisValue> values =
        axis.values().isEmpty() ? List.of(axis.drawn(0), axis.drawn(0.5)) : axis.values();
    // Some of a long list will do: points that fail are recorded one by one.
    for (AxisValue value : values.subList(0, Math.min(16, values.size()))) {
      Optional<String> why = WholeValues.whyUnfit(evaluator, value.settings());
      if (why.isEmpty()) {
        return Optional.empty();
      }
      first = first.or(() -> why);
    }
    return first;
  }

  private void problem(String key, String message) {
    loaded.check(checks -> checks.at(key).problem(message));
  }

  private List<ResultMetric> metrics(PointEvaluator evaluator) {
    List<ResultMetric> metrics = file.metrics().stream().map(ResultMetric::of).toList();
    List<ScenarioResult> results = evaluator.at(Map.of());
    loaded.check(
        checks -> {
          for (int i = 0; i < metrics.size(); i++) {
            ResultMetric metric = metrics.get(i);
            boolean known = false;
            for (int s = 0; s < results.size(); s++) {
              PreparedScenario scenario = study.scenarios().get(s);
              known |= metric.isKnown(results.get(s), scenario.resources());
            }
            if (!known) {
              List<String> names = new ArrayList<>(ResultMetric.names(results.get(0)));
              study
                  .scenarios()
                  .forEach(
                      s -> s.resources().forEach(resource -> names.add("bound_by." + resource)));
              checks.at("metrics").at(i).knownName(metric.name(), names, "metrics");
            }
            if (file.metrics().indexOf(metric.name()) < i) {
              checks.at("metrics").at(i).problem("this metric is named twice; remove one");
            }
          }
        });
    return metrics;
  }

  private void checkAnalyses(List<Axis> axes) {
    // Only numbers can be compared with each other, and followed from one to the next.
    List<String> axisNames =
        axes.stream()
            .filter(axis -> axis.unit().isPresent())
            .flatMap(axis -> Stream.of(axis.name(), axis.path()))
            .distinct()
            .toList();
    loaded.check(
        checks -> {
          for (int i = 0; i < file.best().size(); i++) {
            check(checks.at("best").at(i), file.best().get(i), List.of());
          }
          for (int i = 0; i < file.pareto().size(); i++) {
            List<ObjectiveBlock> objectives = file.pareto().get(i).objectives();
            for (int j = 0; j < objectives.size(); j++) {
              check(checks.at("pareto").at(i).at("objectives").at(j), objectives.get(j), axisNames);
            }
          }
          for (int i = 0; i < file.crossings().size(); i++) {
            check(checks.at("crossings").at(i), file.crossings().get(i), axisNames);
          }
          file.chart()
              .ifPresent(
                  chart -> {
                    Checks at = checks.at("chart");
                    at.at("metric").knownName(chart.metric(), file.metrics(), "metrics kept");
                    checkScenarios(at.at("scenarios"), chart.scenarios());
                  });
        });
  }

  private void check(Checks at, ObjectiveBlock objective, List<String> axes) {
    List<String> known = new ArrayList<>(file.metrics());
    known.addAll(axes);
    at.at("metric")
        .knownName(
            objective.metric(),
            known,
            axes.isEmpty() ? "metrics kept" : "metrics kept and axes of numbers");
    objective
        .scenario()
        .ifPresent(s -> at.at("scenario").knownName(s, study.scenarioNames(), "scenarios"));
  }

  private void check(Checks at, CrossingBlock crossing, List<String> axes) {
    at.at("metric").knownName(crossing.metric(), file.metrics(), "metrics kept");
    checkScenarios(at.at("scenarios"), crossing.scenarios());
    crossing
        .scenario()
        .ifPresent(s -> at.at("scenario").knownName(s, study.scenarioNames(), "scenarios"));
    crossing.along().ifPresent(axis -> at.at("along").knownName(axis, axes, "axes of numbers"));
  }

  private void checkScenarios(Checks at, List<String> names) {
    for (int i = 0; i < names.size(); i++) {
      at.at(i).knownName(names.get(i), study.scenarioNames(), "scenarios");
    }
  }

  private Points points(List<Axis> axes) {
    return switch (file.design()) {
      case GRID -> Points.grid(axes);
      case ZIP -> zip(axes);
      case LATIN_HYPERCUBE -> Points.latinHypercube(axes, file.points().orElseThrow(), file.seed());
      case SOBOL -> Points.sobol(axes, file.points().orElseThrow(), file.seed());
      case CSV -> throw new IllegalStateException("the points of a file are read from it");
    };
  }

  private Points zip(List<Axis> axes) {
    int size = axes.get(0).values().size();
    for (Axis axis : axes) {
      if (axis.values().size() != size) {
        problem(
            "axes",
            axes.get(0).name()
                + " has "
                + size
                + " values and "
                + axis.name()
                + " "
                + axis.values().size()
                + "; zip needs as many on every axis");
      }
    }
    return Points.zip(axes);
  }

  private void checkSize(Points points) {
    if (points.size() > Points.MOST) {
      problem("axes", "there are more than " + Points.MOST + " points; take fewer steps");
    }
  }

  private Points wanted(List<Axis> axes, Points all) {
    if (file.constraints().isEmpty()) {
      return all;
    }
    List<Constraint> constraints = new ArrayList<>();
    int[] wanted = new int[all.size()];
    int[] count = new int[1];
    Map<String, AxisValue> asWritten = new LinkedHashMap<>();
    Map<String, Parameter> parameters = study.scenarios().get(0).parameters();
    parameters.forEach(
        (path, p) -> asWritten.put(path, AxisValue.of(path, p.quantity().toString())));
    loaded.check(
        checks -> {
          for (int i = 0; i < file.constraints().size(); i++) {
            try {
              constraints.add(Constraint.parse(file.constraints().get(i)));
            } catch (IllegalArgumentException e) {
              checks.at("constraints").at(i).problem(e.getMessage());
            }
          }
        });
    loaded.check(
        checks -> {
          try {
            for (int point = 0; point < wanted.length; point++) {
              Map<String, AxisValue> values = named(axes, all.at(point));
              Function<String, Optional<AxisValue>> known =
                  name ->
                      Optional.ofNullable(values.get(name))
                          .or(() -> Optional.ofNullable(asWritten.get(name)));
              if (constraints.stream().allMatch(constraint -> constraint.holds(known))) {
                wanted[count[0]] = point;
                count[0]++;
              }
            }
          } catch (IllegalArgumentException e) {
            checks.at("constraints").problem(e.getMessage());
          }
        });
    if (count[0] == 0) {
      problem("constraints", "no point of the design fulfils them");
    }
    return Points.chosen(all, Arrays.copyOf(wanted, count[0]));
  }

  private static Map<String, AxisValue> named(List<Axis> axes, List<AxisValue> values) {
    Map<String, AxisValue> named = new LinkedHashMap<>();
    for (int i = 0; i < axes.size(); i++) {
      for (Map.Entry<String, String> setting : values.get(i).settings().entrySet()) {
        named.put(setting.getKey(), AxisValue.of(setting.getKey(), setting.getValue()));
      }
      named.put(axes.get(i).name(), values.get(i));
    }
    return named;
  }
}
