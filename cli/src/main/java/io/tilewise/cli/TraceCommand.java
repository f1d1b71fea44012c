package io.tilewise.cli;

import io.tilewise.experiment.result.RunResult;
import io.tilewise.experiment.result.ScenarioResult;
import io.tilewise.report.ExportFiles;
import io.tilewise.report.PerfettoTrace;
import io.tilewise.report.ProfileCsv;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Exports the timeline of a saved result. */
@Command(
    name = "trace",
    description =
        "Export the timeline of a saved result: for a trace viewer, or as the CSV files of"
            + " ExecuTorch's profiling workflow.")
final class TraceCommand implements Runnable {
  private static final int MOST_RUNS = 10_000;
  private static final String TIMELINE_END = "_exec_all_runs_timeline.csv";

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "RESULT",
      description = "A result.json, or the folder that tilewise run --out wrote.")
  private Path result;

  @Option(
      names = "--format",
      required = true,
      paramLabel = "FORMAT",
      converter = FormatConverter.class,
      description =
          "perfetto: JSON that ui.perfetto.dev opens, with all scenarios. etdump-csv: the timeline"
              + " of one scenario, and FILE's neighbour with the statistics.")
  private Format format;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "The file to write; for etdump-csv best NAME" + TIMELINE_END + ".")
  private Path file;

  @Option(
      names = "--scenario",
      paramLabel = "NAME",
      description =
          "Only this scenario; may be repeated for perfetto. Without, etdump-csv exports the last"
              + " one.")
  private final List<String> scenarios = new ArrayList<>();

  @Option(
      names = "--repeat",
      paramLabel = "N",
      description = "For etdump-csv: how many runs to write, all of them equal. Default: 1.")
  private Optional<Integer> repeat = Optional.empty();

  @Option(
      names = "--model-id",
      paramLabel = "TEXT",
      description = "For etdump-csv: the text of the column model_id. Default: from FILE's name.")
  private Optional<String> model = Optional.empty();

  /** What can be exported. */
  enum Format {
    /** For Perfetto and Chrome. */
    PERFETTO("perfetto"),
    /** For scripts that read measured profiles. */
    ETDUMP_CSV("etdump-csv");

    private final String key;

    Format(String key) {
      this.key = key;
    }
  }

  /** Formats by their names in the command line. */
  static final class FormatConverter implements ITypeConverter<Format> {
    @Override
    public Format convert(String text) {
      for (Format format : Format.values()) {
        if (format.key.equals(text)) {
          return format;
        }
      }
      throw new TypeConversionException("'" + text + "' is not one of perfetto, etdump-csv");
    }
  }

  @Override
  public void run() {
    if (file.getFileName() == null || Files.isDirectory(file)) {
      throw new UserErrorException(file + " is a folder; name a file with --out");
    }
    OutputFolder.prepare(Optional.ofNullable(file.getParent()).orElse(Path.of("")));
    RunResult read = SavedResult.read(result);
    List<ScenarioResult> chosen =
        scenarios.isEmpty()
            ? read.scenarios()
            : scenarios.stream().map(name -> SavedResult.scenario(read, name)).toList();
    if (chosen.isEmpty()) {
      throw new UserErrorException(result + " has no scenario to export");
    }
    Map<Path, String> texts =
        format == Format.PERFETTO ? perfetto(read, chosen) : csv(chosen.get(chosen.size() - 1));
    ExportFiles.write(texts);
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        "Written: "
            + texts.keySet().stream().map(Path::toString).collect(Collectors.joining(", ")));
  }

  private Map<Path, String> perfetto(RunResult read, List<ScenarioResult> chosen) {
    if (repeat.isPresent() || model.isPresent()) {
      throw usage("--repeat and --model-id are for --format etdump-csv");
    }
    return Map.of(file, PerfettoTrace.of(read, chosen));
  }

  private Map<Path, String> csv(ScenarioResult scenario) {
    if (scenarios.size() > 1) {
      throw usage("--format etdump-csv exports one scenario, not " + scenarios.size());
    }
    int runs = repeat.orElse(1);
    if (runs < 1 || runs > MOST_RUNS) {
      throw usage("--repeat must be from 1 to " + MOST_RUNS + ", not " + runs);
    }
    ProfileCsv csv = new ProfileCsv(scenario, model.orElseGet(this::stem), runs);
    Map<Path, String> texts = new LinkedHashMap<>();
    texts.put(file, csv.timeline());
    texts.put(file.resolveSibling(stem() + "_exec_ops_stats.csv"), csv.stats());
    return texts;
  }

  /** The file's name without what the profiling workflow adds to the model's. */
  private String stem() {
    String name = file.getFileName().toString();
    return name.endsWith(TIMELINE_END)
        ? name.substring(0, name.length() - TIMELINE_END.length())
        : name.replaceFirst("\\.csv$", "");
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
