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
          "experiment",
          ExperimentFile.class,
          "A workload on a device in several scenarios",
          "is run with tilewise run");

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
          Map<String, Quantity> clocks,
      @Description(
              "Chooses clocks while it runs, up to those of mode and clocks: fixed, performance,"
                  + " schedutil, power_budget, power_allocator. By default power_budget if the device"
                  + " has power.budget, else none: the clocks stay.")
          Optional<String> governor,
      @Description("Settings of the governor, by its own keys.")
          Optional<MappingNode> governorSettings,
      @Description("Inferences, or frames of a stream; by default 1 if there is no duration.")
          @Bounds(atLeast = "1", atMost = "10000000")
          Optional<Integer> repeat,
      @Description("Time during which inferences start.")
          @QuantityOf(Dimension.TIME)
          @Bounds(above = "0 s", atMost = "24 h")
          Optional<Quantity> duration,
      @Description(
              "From one frame of a stream to the next. A frame is to be done when the next arrives;"
                  + " frames that arrive while another is worked on are dropped. By default an"
                  + " inference follows right behind the one before.")
          @QuantityOf(Dimension.TIME)
          @Bounds(atLeast = "1 us", atMost = "1 h")
          Optional<Quantity> period,
      @Description("What else goes on.") Optional<BackgroundBlock> background,
      @Description(
              "Whether the result has power, clocks and bandwidths, and temperatures over time.")
          @Default("false")
          boolean series,
      @Description(
              "Interval of series; by default every change for one inference, a 200th of a"
                  + " duration or stream, 100 ms for other repeats.")
          @QuantityOf(Dimension.TIME)
          @Bounds(atLeast = "10 us", atMost = "1 h")
          Optional<Quantity> seriesInterval)
      implements SelfChecking {
    /** How many inferences may follow each other until a run must have been meant otherwise. */
    private static final double MOST_FRAMES = 1e7;

    @Override
    public void check(Checks checks) {
      if (governorSettings.isPresent() && governor.isEmpty()) {
        checks.at("governor_settings").problem("these are settings of no governor; name one");
      }
      if (duration.isPresent() && repeat.isPresent()) {
        checks
            .at("repeat")
            .problem("the duration says when it ends already; leave one of both out");
      }
      if (period.isPresent() && duration.isEmpty() && repeat.isEmpty()) {
        checks.at("period").problem("a stream of frames needs a repeat or a duration to end");
      }
      if (seriesInterval.isPresent() && !series) {
        checks.at("series_interval").problem("there are no series; write series: true");
      }
      if (period.isPresent()
          && duration.isPresent()
          && duration.get().inBaseUnit() / period.get().inBaseUnit() > MOST_FRAMES) {
        checks.at("period").problem("more than 10000000 frames arrive in " + duration.get());
      }
    }
  }

  /** What else goes on during a run. */
  public record BackgroundBlock(
      @Description("Traffic between camera and DRAM, which comes before all other.")
          @QuantityOf(Dimension.BANDWIDTH)
          @Bounds(above = "0 B/s", atMost = "100 TB/s")
          Optional<Quantity> camera,
      @Description("A thread that draws the user interface, which comes before others on its core.")
          Optional<UiBlock> ui) {}

  /** A thread of the user interface. */
  public record UiBlock(
      @Description("Its core, such as pro1.") String core,
      @Description("Time per frame at the core's highest clock.")
          @QuantityOf(Dimension.TIME)
          @Bounds(above = "0 s", atMost = "1 s")
          Quantity time,
      @Description("From one frame to the next.")
          @QuantityOf(Dimension.TIME)
          @Bounds(atLeast = "100 us", atMost = "1 min")
          Quantity period)
      implements SelfChecking {
    @Override
    public void check(Checks checks) {
      if (time.inBaseUnit() >= period.inBaseUnit()) {
        checks.at("time").problem(time + " is not less than the period, " + period);
      }
    }
  }

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
