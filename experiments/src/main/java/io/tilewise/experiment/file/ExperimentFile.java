package io.tilewise.experiment.file;

import io.tilewise.config.Bounds;
import io.tilewise.config.Checks;
import io.tilewise.config.Default;
import io.tilewise.config.Description;
import io.tilewise.config.Dimension;
import io.tilewise.config.FileKind;
import io.tilewise.config.Format;
import io.tilewise.config.MappingNode;
import io.tilewise.config.Names;
import io.tilewise.config.NonEmpty;
import io.tilewise.config.OneOrMany;
import io.tilewise.config.Quantity;
import io.tilewise.config.QuantityOf;
import io.tilewise.config.SelfChecking;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An experiment file: a workload on a device in several scenarios, the first of which is the
 * baseline.
 */
@Description("A workload on a device in several scenarios, compared.")
public record ExperimentFile(
    @Description("What it asks, for headings.") String title,
    @Description("The workload file, relative to this one.") String workload,
    @Description("The device file, relative to this one.") String device,
    @Description("The runtime file, relative to this one.") String runtime,
    @Description("How it is run, in all scenarios: see the keys of run.") Optional<MappingNode> run,
    @Description("The scenarios; the first is the baseline.") @NonEmpty
        List<ScenarioBlock> scenarios)
    implements SelfChecking {

  /** The kind of file. */
  public static final FileKind<ExperimentFile> KIND =
      FileKind.of(
          "experiment", ExperimentFile.class, "A workload on a device in several scenarios");

  /** The format of {@code run}. */
  public static final Format<RunBlock> RUN = Format.of(RunBlock.class);

  /** How a workload is run. */
  public record RunBlock(
      @Description("Threads, each on a core of its own; as many as there are cores named, else 1.")
          @Bounds(atLeast = "1", atMost = "64")
          Optional<Integer> threads,
      @Description(
              "The cores that the threads run on, the first thread's first, such as ultra or"
                  + " premium1; by default the first in the device file.")
          @OneOrMany
          @Default("[]")
          List<String> cores,
      @Description(
              "How many of the threads, the first ones, use the matrix unit; the others execute the"
                  + " NEON kernels of the same operators. By default all.")
          @Bounds(atLeast = "1", atMost = "64")
          Optional<Integer> matrixUnitThreads,
      @Description("The power mode, which sets the clocks; by default the device file's first.")
          Optional<String> mode,
      @Description("Clocks that override the power mode's, by cluster or matrix unit.")
          @QuantityOf(Dimension.FREQUENCY)
          @Bounds(atLeast = "1 MHz", atMost = "20 GHz")
          @Names(overlaysMayAdd = true)
          @Default("{}")
          Map<String, Quantity> clocks) {}

  /** One scenario. */
  public record ScenarioBlock(
      @Description("Its name.") String name,
      @Description("What it is, in a sentence.") Optional<String> description,
      @Description("A workload file of its own.") Optional<String> workload,
      @Description("A device file of its own.") Optional<String> device,
      @Description("A runtime file of its own.") Optional<String> runtime,
      @Description(
              "What differs from the files: paths of the device (clusters, matrix_units, memory,"
                  + " ...), of the workload (workload.dtype), of the runtime (runtime.version,"
                  + " lowering.decompose_batch_norm), of the kernels (kernels.x16_transpose...),"
                  + " and of run (run.threads).")
          Optional<MappingNode> set) {}

  @Override
  public void check(Checks checks) {
    Set<String> names = new HashSet<>();
    for (int i = 0; i < scenarios.size(); i++) {
      String name = scenarios.get(i).name();
      if (!names.add(name)) {
        checks
            .at("scenarios")
            .at(i)
            .at("name")
            .problem("two scenarios are named \"" + name + "\"; give each a name of its own");
      }
    }
  }
}
