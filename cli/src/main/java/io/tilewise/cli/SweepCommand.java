package io.tilewise.cli;

import io.tilewise.experiment.sweep.LocalEngine;
import io.tilewise.experiment.sweep.Sweep;
import io.tilewise.experiment.sweep.SweepEngine;
import io.tilewise.experiment.sweep.SweepEngineProvider;
import io.tilewise.experiment.sweep.SweepReader;
import io.tilewise.experiment.sweep.SweepResult;
import io.tilewise.experiment.sweep.SweepRun;
import io.tilewise.report.SweepFiles;
import io.tilewise.report.SweepReport;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Evaluates an experiment at many points. */
@Command(
    name = "sweep",
    description =
        "Vary an experiment along axes. Points are journaled in the output folder as they finish:"
            + " the same command goes on after an interruption.")
final class SweepCommand implements Callable<Integer> {

  private static final String LOCAL = "local";

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "SWEEP", description = "A sweep file.")
  private Path file;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description =
          "Write the journal, sweep.csv, sweep.json, sweep.md and charts into this folder.")
  private Path folder;

  @Option(
      names = "--engine",
      paramLabel = "NAME",
      defaultValue = LOCAL,
      description =
          "What computes the points: local (threads of this process) or spark, which also writes"
              + " sweep.parquet; default ${DEFAULT-VALUE}.")
  private String engineName;

  @Option(
      names = "--master",
      paramLabel = "ADDRESS",
      defaultValue = "local[*]",
      description =
          "For the engine spark: local[*], or the address of a cluster such as"
              + " spark://host:7077; default ${DEFAULT-VALUE}.")
  private String master;

  @Option(
      names = "--restart",
      description = "Throw away what an interrupted sweep left in the folder.")
  private boolean restart;

  @Mixin private StudyOptions options;

  @Override
  public Integer call() {
    Sweep sweep = SweepReader.read(file, options.assignments(), options.folders());
    SweepEngine engine = engine();
    OutputFolder.prepare(folder);
    if (restart) {
      SweepRun.restart(folder);
    }
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    try (SweepRun run = SweepRun.open(sweep, Version.number(), folder)) {
      if (run.resumed() > 0) {
        err.println("going on: " + run.resumed() + " of " + sweep.size() + " points are done");
        err.flush();
      }
      SweepResult result = compute(run, engine, err);
      SweepFiles.write(result, folder);
      run.finish();
      out.print(SweepReport.terminal(result));
      out.println();
      out.println(
          "Written to "
              + folder
              + ": sweep.csv, sweep.json, sweep.md"
              + (result.design().equals("grid") ? ", and charts" : ""));
      return result.failed() < result.points() ? ExitCode.OK : ExitCode.CHECK_FAILED;
    }
  }

  private static SweepResult compute(SweepRun run, SweepEngine engine, PrintWriter err) {
    try (ProgressLine progress = ProgressLine.on(err)) {
      return run.run(engine, progress::points);
    }
  }

  private SweepEngine engine() {
    if (engineName.equals(LOCAL)) {
      return new LocalEngine(options.threads());
    }
    return ServiceLoader.load(SweepEngineProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(provider -> provider.name().equals(engineName))
        .findFirst()
        .map(provider -> provider.engine(master, folder))
        .orElseThrow(
            () ->
                new UserErrorException(
                    "there is no engine "
                        + engineName
                        + "; local is always there, spark once it was built with: ./mvnw -Pspark"
                        + " -Dtilewise.quick -pl sweep-spark -am package"));
  }
}
