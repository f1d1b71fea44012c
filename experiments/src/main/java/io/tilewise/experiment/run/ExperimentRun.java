package io.tilewise.experiment.run;

import io.tilewise.cpu.device.Ceiling;
import io.tilewise.cpu.power.RunRecord;
import io.tilewise.cpu.replay.Bottleneck;
import io.tilewise.cpu.replay.CallRecord;
import io.tilewise.cpu.replay.PricedCall;
import io.tilewise.cpu.replay.Timeline;
import io.tilewise.experiment.result.CallResult;
import io.tilewise.experiment.result.CategoryResult;
import io.tilewise.experiment.result.CeilingResult;
import io.tilewise.experiment.result.RunResult;
import io.tilewise.experiment.result.ScenarioResult;
import io.tilewise.experiment.result.UncertaintyResult;
import io.tilewise.workload.Category;
import io.tilewise.workload.ElementType;
import io.tilewise.workload.Shape;
import io.tilewise.workload.TensorType;
import io.tilewise.workload.graph.Origin;
import io.tilewise.workload.plan.KernelCall;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/** Runs an experiment and records what came out. */
public final class ExperimentRun {
  static final double PICOSECONDS_PER_MILLISECOND = 1e9;
  static final double PICOSECONDS_PER_MICROSECOND = 1e6;

  private ExperimentRun() {}

  /**
   * Replays every scenario.
   *
   * @param toolVersion version of Tilewise, for the record
   */
  public static RunResult run(Experiment experiment, String toolVersion) {
    return run(experiment, toolVersion, scenario -> Optional.empty());
  }

  /**
   * Replays every scenario, and again with parameters drawn from their ranges.
   *
   * @param toolVersion version of Tilewise, for the record
   * @param draws how many draws; 2 or more
   * @param seed of the draws
   */
  public static RunResult run(Experiment experiment, String toolVersion, int draws, long seed) {
    RunUncertainty uncertainty = new RunUncertainty(experiment.prepared(), draws, seed);
    return run(experiment, toolVersion, scenario -> Optional.of(uncertainty.of(scenario)));
  }

  private static RunResult run(
      Experiment experiment,
      String toolVersion,
      IntFunction<Optional<UncertaintyResult>> uncertainty) {
    List<ScenarioResult> results = new ArrayList<>();
    long baseline = 0;
    for (Scenario scenario : experiment.scenarios()) {
      RunRecord run = scenario.run();
      if (results.isEmpty()) {
        baseline = run.first().duration();
      }
      results.add(
          totals(scenario, run.first(), Optional.of(run), baseline)
              .with(
                  SliceResults.waiting(run.first(), scenario.cores()),
                  calls(scenario, run.first(), new RunEnergy(scenario, run)),
                  Ceiling.of(scenario.device(), scenario.cores()).stream()
                      .map(ExperimentRun::ceiling)
                      .toList(),
                  scenario.parameters(),
                  uncertainty.apply(results.size()),
                  scenario.files().otherSettings()));
    }
    return new RunResult(
        RunResult.SCHEMA,
        toolVersion,
        experiment.inputs(),
        experiment.name(),
        experiment.title(),
        experiment.scenarios().get(0).name(),
        results);
  }

  /**
   * Runs scenarios with other values of parameters and records their totals: results without
   * waiting threads, kernel calls and parameters.
   *
   * @param withPower whether energy and power are wanted too; scenarios with a governor and long
   *     runs have them in any case
   * @throws io.tilewise.config.ConfigException if the values do not fit the files
   */
  public static List<ScenarioResult> totals(
      List<PreparedScenario> scenarios, ParameterValues values, boolean withPower) {
    List<ScenarioResult> results = new ArrayList<>();
    long baseline = 0;
    for (PreparedScenario prepared : scenarios) {
      Scenario scenario = prepared.at(values);
      Optional<RunRecord> run =
          withPower || scenario.settings().isGoverned()
              ? Optional.of(scenario.run())
              : Optional.empty();
      Timeline timeline = run.map(RunRecord::first).orElseGet(scenario::replay);
      if (results.isEmpty()) {
        baseline = timeline.duration();
      }
      results.add(totals(scenario, timeline, run, baseline));
    }
    return results;
  }

  private static ScenarioResult totals(
      Scenario scenario, Timeline timeline, Optional<RunRecord> run, long baseline) {
    Optional<RunEnergy> energy = run.map(record -> new RunEnergy(scenario, record));
    return new ScenarioResult(
        scenario.name(),
        scenario.description(),
        scenario.workload().name(),
        scenario.workload().precision().key(),
        scenario.device().name(),
        scenario.runtime(),
        scenario.mode(),
        scenario.cores().stream().map(core -> core.name()).toList(),
        scenario.cores().size(),
        timeline.duration() / PICOSECONDS_PER_MILLISECOND,
        timeline.duration() == 0 ? 1 : (double) baseline / timeline.duration(),
        categories(timeline, energy),
        boundBy(timeline),
        Map.of(),
        List.of(),
        List.of(),
        List.of(),
        Optional.empty(),
        scenario.settings().governorName(),
        energy.flatMap(RunEnergy::millijoules),
        energy.flatMap(RunEnergy::byDomain),
        energy.flatMap(RunEnergy::unavailable),
        energy.flatMap(RunEnergy::power),
        run.filter(record -> scenario.settings().isLong())
            .map(record -> LongRuns.result(scenario, record)),
        run.flatMap(RunRecord::series).map(series -> SeriesResults.of(series, scenario)),
        Map.of());
  }

  private static CeilingResult ceiling(Ceiling ceiling) {
    return new CeilingResult(
        ceiling.kind().name().toLowerCase(Locale.ROOT),
        ceiling.resource(),
        ceiling.element().map(ElementType::symbol).orElse(""),
        ceiling.perSecond());
  }

  private static Map<String, CategoryResult> categories(
      Timeline timeline, Optional<RunEnergy> energy) {
    Map<Category, long[]> times = new EnumMap<>(Category.class);
    for (Category category : Category.values()) {
      times.put(category, new long[1]);
    }
    for (CallRecord call : timeline.calls()) {
      times.get(call.call().call().category())[0] += call.duration();
    }
    Map<String, CategoryResult> results = new LinkedHashMap<>();
    for (Category category : Category.values()) {
      long time = times.get(category)[0];
      double share = timeline.duration() == 0 ? 0 : (double) time / timeline.duration();
      results.put(
          category.key(),
          new CategoryResult(
              time / PICOSECONDS_PER_MILLISECOND,
              share,
              energy.flatMap(each -> each.ofCategory(category))));
    }
    return results;
  }

  private static Map<String, Double> boundBy(Timeline timeline) {
    Map<String, double[]> sums = new LinkedHashMap<>();
    for (CallRecord call : timeline.calls()) {
      call.boundBy()
          .forEach(
              (bound, time) -> sums.computeIfAbsent(bound.key(), key -> new double[1])[0] += time);
    }
    Map<String, Double> times = new LinkedHashMap<>();
    sums.forEach((bound, time) -> times.put(bound, time[0]));
    return largestFirst(times, PICOSECONDS_PER_MILLISECOND);
  }

  private static Map<String, Double> largestFirst(Map<String, Double> times, double unit) {
    return times.entrySet().stream()
        .sorted(
            Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                entry -> inUnit(entry.getValue(), unit),
                (a, b) -> a,
                LinkedHashMap::new));
  }

  /** To the picosecond, which is what the simulation resolves. */
  static double inUnit(double picoseconds, double unit) {
    return Math.round(picoseconds) / unit;
  }

  private static List<CallResult> calls(Scenario scenario, Timeline timeline, RunEnergy energy) {
    ProfilerNames names = new ProfilerNames();
    List<CallResult> results = new ArrayList<>();
    for (int i = 0; i < timeline.calls().size(); i++) {
      results.add(call(scenario, names, timeline.calls().get(i), energy.ofCall(i)));
    }
    return results;
  }

  private static CallResult call(
      Scenario scenario, ProfilerNames names, CallRecord record, Optional<Double> energyUj) {
    PricedCall priced = record.call();
    KernelCall call = priced.call();
    Map<String, Double> bounds = new LinkedHashMap<>();
    for (Map.Entry<Bottleneck, Double> bound : record.boundBy().entrySet()) {
      bounds.merge(bound.getKey().key(), bound.getValue(), Double::sum);
    }
    Map<String, Double> phases = new LinkedHashMap<>();
    record
        .phases()
        .forEach((phase, time) -> phases.put(phase, inUnit(time, PICOSECONDS_PER_MICROSECOND)));
    return new CallResult(
        call.index(),
        call.name(),
        call.runtimeOperator(),
        priced.kernel(),
        call.category().key(),
        call.backend().key(),
        priced.isa(),
        priced.fallback(),
        shapes(call),
        call.result().element().symbol(),
        origin(call.origin()),
        record.start() / PICOSECONDS_PER_MICROSECOND,
        record.duration() / PICOSECONDS_PER_MICROSECOND,
        record.threads(),
        largestFirst(bounds, PICOSECONDS_PER_MICROSECOND),
        call.multiplyAccumulates(),
        call.bytes(),
        phases,
        names.next(call, priced.isa()),
        call.origin().operator(),
        SharedUse.levelBytes(record, scenario.device()),
        SharedUse.unitMicroseconds(record, scenario.device()),
        call.inputs(),
        SliceResults.of(record),
        energyUj);
  }

  private static String shapes(KernelCall call) {
    String operands =
        call.operands().stream().map(ExperimentRun::shape).collect(Collectors.joining(", "));
    return operands + " -> " + shape(call.result());
  }

  private static String shape(TensorType type) {
    Shape shape = type.shape();
    return shape.rank() == 0
        ? "scalar"
        : shape.dims().stream().map(String::valueOf).collect(Collectors.joining("x"));
  }

  private static String origin(Origin origin) {
    return origin.reason().isEmpty() ? origin.pass() : origin.pass() + ": " + origin.reason();
  }
}
