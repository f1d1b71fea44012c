package io.tilewise.report;

import io.tilewise.experiment.result.CallResult;
import io.tilewise.experiment.result.CategoryResult;
import io.tilewise.experiment.result.CeilingResult;
import io.tilewise.experiment.result.InputFile;
import io.tilewise.experiment.result.LongRunResult;
import io.tilewise.experiment.result.RunResult;
import io.tilewise.experiment.result.ScenarioResult;
import io.tilewise.experiment.result.SeriesResult;
import io.tilewise.experiment.result.UncertaintyResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Results for tests: what an experiment might leave behind, from a few numbers. */
final class Results {

  private static final List<String> CATEGORIES =
      List.of("convolution", "gemm", "elementwise", "data_movement", "other");

  private Results() {}

  /**
   * SqueezeSAM with and without SME2, roughly as published: 1163 ms, of which convolution 881 ms,
   * and 298 ms, of which data movement 119 ms.
   */
  static RunResult squeezeSam() {
    return of(scenario("neon", 881, 60, 40, 130, 52), scenario("sme2", 95, 20, 30, 119, 34));
  }

  /** A result whose first scenario is the baseline. */
  static RunResult of(ScenarioBuilder... scenarios) {
    return titled("Where does the time go with SME2?", scenarios);
  }

  static RunResult titled(String title, ScenarioBuilder... scenarios) {
    double baseline = scenarios.length == 0 ? 0 : scenarios[0].latency();
    List<ScenarioResult> built = new ArrayList<>();
    for (ScenarioBuilder scenario : scenarios) {
      built.add(scenario.build(baseline));
    }
    return new RunResult(
        RunResult.SCHEMA,
        "0.1.0",
        List.of(new InputFile("configs/experiments/01-squeezesam-sme2.yaml", "ab".repeat(32))),
        "01-squeezesam-sme2",
        title,
        built.isEmpty() ? "" : built.get(0).name(),
        built);
  }

  /** So many scenarios, {@code case 1} with 1000 ms and each next one a little faster. */
  static RunResult many(int count) {
    return of(
        IntStream.rangeClosed(1, count)
            .mapToObj(i -> scenario("case " + i, 700.0 / i, 100.0 / i, 50, 100, 50))
            .toArray(ScenarioBuilder[]::new));
  }

  /** A scenario from the milliseconds of the five categories; one call for each category. */
  static ScenarioBuilder scenario(String name, double... categoryMs) {
    return new ScenarioBuilder(name, categoryMs);
  }

  /** A kernel call as NEON would execute it. */
  static CallResult call(int index, String name, double durationUs, String fallback) {
    return new CallResult(
        index,
        name,
        "Conv2d",
        "f16 igemm 6x16 neonfp16arith",
        "convolution",
        "xnnpack",
        "neon",
        fallback,
        "1x512x512x16 -> 1x512x512x16",
        "fp16",
        "operator " + name,
        0,
        durationUs,
        1,
        ordered("ultra pipes", durationUs * 0.75, "l2 bandwidth", durationUs * 0.25),
        1_000_000,
        2_000_000,
        Map.of("compute", durationUs),
        "Convolution (NHWC, F16) IGEMM #" + (index + 1),
        name,
        Map.of("dram", 2_000_000L),
        Map.of(),
        List.of(),
        List.of());
  }

  private static Map<String, Double> ordered(String a, double x, String b, double y) {
    Map<String, Double> map = new LinkedHashMap<>();
    map.put(a, x);
    map.put(b, y);
    return map;
  }

  /** Builds a scenario. */
  static final class ScenarioBuilder {
    private final String name;
    private final double[] categoryMs;
    private final List<CallResult> calls = new ArrayList<>();
    private String device = "vivo-x300";
    private List<String> cores = List.of("ultra0");
    private List<CeilingResult> ceilings = List.of();
    private Map<String, Map<String, Double>> waiting = Map.of();
    private Optional<UncertaintyResult> uncertainty = Optional.empty();
    private Optional<List<SeriesResult>> series = Optional.empty();
    private Optional<LongRunResult> longRun = Optional.empty();

    private ScenarioBuilder(String name, double... categoryMs) {
      this.name = name;
      this.categoryMs = categoryMs;
      for (int i = 0; i < categoryMs.length; i++) {
        calls.add(call(i, "stage." + i + ".conv", categoryMs[i] * 1000, ""));
      }
    }

    /** Replaces the calls. */
    ScenarioBuilder calls(CallResult... these) {
      calls.clear();
      calls.addAll(List.of(these));
      return this;
    }

    ScenarioBuilder device(String other) {
      device = other;
      return this;
    }

    ScenarioBuilder uncertainty(UncertaintyResult sure) {
      uncertainty = Optional.of(sure);
      return this;
    }

    ScenarioBuilder waiting(Map<String, Map<String, Double>> times) {
      waiting = times;
      return this;
    }

    ScenarioBuilder longRun(LongRunResult run) {
      longRun = Optional.of(run);
      return this;
    }

    ScenarioBuilder series(SeriesResult... these) {
      series = Optional.of(List.of(these));
      return this;
    }

    ScenarioBuilder ceilings(CeilingResult... these) {
      ceilings = List.of(these);
      return this;
    }

    ScenarioBuilder cores(String... names) {
      cores = List.of(names);
      return this;
    }

    private double latency() {
      return DoubleStream.of(categoryMs).sum();
    }

    private ScenarioResult build(double baselineMs) {
      Map<String, CategoryResult> categories = new LinkedHashMap<>();
      for (int i = 0; i < categoryMs.length; i++) {
        categories.put(
            CATEGORIES.get(i), new CategoryResult(categoryMs[i], categoryMs[i] / latency()));
      }
      return new ScenarioResult(
          name,
          "",
          "squeezesam",
          "fp16",
          device,
          "executorch-1.1.0",
          "normal",
          cores,
          cores.size(),
          latency(),
          baselineMs / latency(),
          categories,
          ordered("ultra pipes", latency() * 0.75, "l2 bandwidth", latency() * 0.25),
          waiting,
          calls,
          ceilings,
          List.of(),
          uncertainty,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          longRun,
          series,
          Map.of());
    }
  }
}
