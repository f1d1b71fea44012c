package io.tilewise.cli;

import io.tilewise.config.NearestName;
import io.tilewise.report.ChartFiles;
import io.tilewise.report.ChartFiles.Format;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Draws charts of a saved result. */
@Command(
    name = "chart",
    description = "Draw charts of a saved result. Without --kind it lists the kinds there are.")
final class ChartCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "RESULT",
      description =
          "A result.json (or the folder with it); for the kind validation a validation.json.")
  private Path file;

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      split = ",",
      completionCandidates = Kinds.class,
      description = "What to draw: ${COMPLETION-CANDIDATES}. May be repeated.")
  private final List<String> kinds = new ArrayList<>();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      split = ",",
      defaultValue = "svg",
      description = "File formats: ${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}.")
  private final Set<Format> formats = new LinkedHashSet<>();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Folder for the files; default the present one.")
  private Path folder = Path.of("");

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    if (kinds.isEmpty()) {
      ChartFiles.kinds().forEach((kind, about) -> out.println(kind + ": " + about));
      return ExitCode.OK;
    }
    kinds.forEach(ChartCommand::check);
    OutputFolder.prepare(folder);
    int written = 0;
    for (String kind : new LinkedHashSet<>(kinds)) {
      List<Path> files =
          kind.equals(ChartFiles.VALIDATION)
              ? ChartFiles.write(SavedResult.validation(file), formats, folder)
              : ChartFiles.write(SavedResult.read(file), kind, formats, folder);
      if (files.isEmpty()) {
        out.println(kind + ": this result has nothing to draw of this kind");
      }
      files.forEach(path -> out.println("Written to " + path));
      written += files.size();
    }
    out.flush();
    if (written == 0) {
      throw new UserErrorException("nothing was drawn, as " + file + " has nothing of these kinds");
    }
    return ExitCode.OK;
  }

  private static void check(String kind) {
    if (!ChartFiles.kinds().containsKey(kind)) {
      throw new UserErrorException(
          "there is no chart of the kind \""
              + kind
              + '"'
              + NearestName.suggestion(kind, List.copyOf(ChartFiles.kinds().keySet()), "kinds"));
    }
  }

  /** The kinds, for shells that complete a command line. */
  static final class Kinds implements Iterable<String> {

    @Override
    public Iterator<String> iterator() {
      return ChartFiles.kinds().keySet().iterator();
    }
  }
}
