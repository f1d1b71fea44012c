package io.tilewise.experiment.measured;

import io.tilewise.config.Loaded;
import io.tilewise.cpu.replay.CallRecord;
import io.tilewise.cpu.replay.Timeline;
import io.tilewise.experiment.run.Experiment;
import io.tilewise.experiment.run.Scenario;
import io.tilewise.experiment.run.ScenarioReader;
import io.tilewise.importer.binary.ImportException;
import io.tilewise.importer.measurement.EventMatch;
import io.tilewise.importer.measurement.Measurement;
import io.tilewise.workload.plan.KernelCall;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Carries what was measured in one scenario over to the others of an experiment: each operator's
 * measured time times {@code predicted there / predicted where it was measured}. So an error of the
 * model that is the same in both cancels out.
 *
 * <p>Measured: the median time of each operator over the runs, and of an inference. Scaled: the
 * operators. Not scaled: what the inference took besides them.
 *
 * @param name the measurement file's name without extension
 * @param measurement what was measured
 * @param scenarios the scenarios, in the experiment's order
 * @param leftOut those that it cannot be carried over to, as they make other kernel calls: a
 *     sentence for each
 */
public record MeasuredReplay(
    String name, Measurement measurement, List<ScaledScenario> scenarios, List<String> leftOut) {
  private static final double PICOSECONDS_PER_MICROSECOND = 1e6;
  private static final double MICROSECONDS_PER_SECOND = 1e6;

  /** Copies the lists. */
  public MeasuredReplay {
    leftOut = List.copyOf(leftOut);
    scenarios = List.copyOf(scenarios);
  }

  /**
   * Reads a measurement file, its trace and its experiment, and replays all scenarios that make the
   * same kernel calls as the measured one.
   *
   * @param file the measurement file
   * @param assignments changes to all scenarios but the measured one, each {@code path=value}
   * @param folders folders besides the one above the file's, in which files may be read
   * @throws io.tilewise.config.ConfigException with everything that is wrong with a file
   * @throws ImportException if the trace is damaged, or is of something else than the scenario
   *     runs, or if no scenario is left
   */
  public static MeasuredReplay read(Path file, List<String> assignments, List<Path> folders) {
    ScenarioReader reader = new ScenarioReader(file, folders);
    Loaded<MeasurementFile> loaded = reader.read(MeasurementFile.KIND);
    Path trace = reader.resolve(loaded, "trace", loaded.value().trace());
    Path experimentFile = reader.resolve(loaded, "experiment", loaded.value().experiment());
    Experiment experiment = Experiment.read(experimentFile, List.of(), folders);
    List<String> names = experiment.scenarios().stream().map(Scenario::name).toList();
    String measuredIn = loaded.value().scenario();
    loaded.check(checks -> checks.at("scenario").knownName(measuredIn, names, "scenarios"));
    List<Scenario> changed =
        assignments.isEmpty()
            ? experiment.scenarios()
            : Experiment.read(experimentFile, assignments, folders).scenarios();
    return of(
        reader.name(),
        Measurement.read(trace, trace.toString()),
        experiment.scenario(measuredIn).orElseThrow(),
        changed);
  }

  /**
   * Carries a measurement over.
   *
   * @param there the scenario that it was measured in
   * @param scenarios those to carry it over to
   * @throws ImportException if the measurement is of something else than the scenario runs, or if
   *     none of those to carry it over to makes the same kernel calls
   */
  public static MeasuredReplay of(
      String name, Measurement measurement, Scenario there, List<Scenario> scenarios) {
    EventMatch.check(measurement, there.plan().calls());
    List<CallRecord> predictedThere = there.replay().calls();
    double rest = rest(measurement);
    List<ScaledScenario> scaled = new ArrayList<>();
    List<String> leftOut = new ArrayList<>();
    for (Scenario here : scenarios) {
      if (!haveSameCalls(there, here)) {
        leftOut.add(otherCalls(there, here));
        continue;
      }
      Timeline timeline = here.replay();
      List<ScaledCall> calls = new ArrayList<>();
      for (int i = 0; i < predictedThere.size(); i++) {
        CallRecord record = timeline.calls().get(i);
        calls.add(
            new ScaledCall(
                record.call().call(),
                measurement.medianMicros(i),
                kernelMicros(predictedThere.get(i)),
                kernelMicros(record)));
      }
      scaled.add(
          new ScaledScenario(
              here.name(),
              isSame(there, here, calls),
              calls,
              timeline.duration() / PICOSECONDS_PER_MICROSECOND,
              rest));
    }
    if (scaled.isEmpty()) {
      throw new ImportException(
          measurement.file(),
          "",
          leftOut.get(0)
              + "; what was measured can be carried over to other devices and kernels, but not to"
              + " another network or lowering");
    }
    return new MeasuredReplay(name, measurement, scaled, leftOut);
  }

  /** Whether it is the scenario that was measured, with nothing changed. */
  private static boolean isSame(Scenario there, Scenario here, List<ScaledCall> calls) {
    return here.name().equals(there.name())
        && calls.stream().allMatch(call -> call.predictedHere() == call.predictedThere());
  }

  /** What an inference took besides its operators; the sum of medians may exceed the median. */
  private static double rest(Measurement measurement) {
    double operators = 0;
    for (int i = 0; i < measurement.operators().size(); i++) {
      operators += measurement.medianMicros(i);
    }
    return Math.max(0, measurement.medianLatencyMicros() - operators);
  }

  private static double kernelMicros(CallRecord record) {
    double all = record.duration() / PICOSECONDS_PER_MICROSECOND;
    return Math.max(0, all - record.call().overhead() * MICROSECONDS_PER_SECOND);
  }

  /** Whether what was measured in a scenario can be carried over to another. */
  public static boolean haveSameCalls(Scenario there, Scenario here) {
    return calls(there).equals(calls(here));
  }

  private static String otherCalls(Scenario there, Scenario here) {
    return "scenario "
        + here.name()
        + " makes other kernel calls ("
        + here.plan().calls().size()
        + ") than scenario "
        + there.name()
        + " ("
        + there.plan().calls().size()
        + "), which was measured";
  }

  private static List<String> calls(Scenario scenario) {
    return scenario.plan().calls().stream().map(MeasuredReplay::identity).toList();
  }

  private static String identity(KernelCall call) {
    return call.runtimeOperator() + " " + call.operands() + " " + call.result();
  }
}
