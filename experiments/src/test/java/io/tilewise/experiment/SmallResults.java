package io.tilewise.experiment;

import io.tilewise.experiment.result.CallResult;
import io.tilewise.experiment.result.CategoryResult;
import io.tilewise.experiment.result.InputFile;
import io.tilewise.experiment.result.ParameterResult;
import io.tilewise.experiment.result.RunResult;
import io.tilewise.experiment.result.ScenarioResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Results of a few calls, for tests of what is done with saved results. */
public final class SmallResults {
  private SmallResults() {}

  /** A call of 32-bit floats, bound by instructions. */
  public static CallResult call(String name, String event, String shape, double us) {
    return call(name, event, shape, us, Map.of("ultra.instructions", us));
  }

  /** A call of 32-bit floats. */
  public static CallResult call(
      String name, String event, String shape, double us, Map<String, Double> boundBy) {
    return new CallResult(
        0,
        name,
        event.replaceFirst(" .*", ""),
        "kernel",
        event.startsWith("Transpose") ? "data_movement" : "convolution",
        "xnnpack",
        "neon",
        "",
        shape,
        "f32",
        "model",
        0,
        us,
        1,
        boundBy,
        0,
        0,
        Map.of("work", us),
        event,
        name,
        Map.of(),
        Map.of(),
        List.of(),
        List.of());
  }

  /** A scenario of calls one after the other; they are numbered anew. */
  public static ScenarioResult scenario(String name, CallResult... calls) {
    List<CallResult> numbered = new ArrayList<>();
    Map<String, CategoryResult> categories = new LinkedHashMap<>();
    double start = 0;
    for (CallResult call : calls) {
      numbered.add(at(call, numbered.size(), start));
      start += call.durationUs();
      categories.merge(
          call.category(),
          new CategoryResult(call.durationUs() / 1000, 0),
          (a, b) -> new CategoryResult(a.latencyMs() + b.latencyMs(), 0));
    }
    return new ScenarioResult(
        name,
        "",
        "network",
        "fp32",
        "phone",
        "runtime",
        "normal",
        List.of("ultra"),
        1,
        start / 1000,
        1,
        categories,
        Map.of("ultra.instructions", start / 1000),
        Map.of(),
        numbered,
        List.of(),
        List.of(
            new ParameterResult(
                "memory.dram.bandwidth",
                calls.length * 10.0,
                "GB/s",
                "a book",
                "published",
                Optional.empty(),
                Optional.empty())),
        Optional.empty());
  }

  private static CallResult at(CallResult call, int index, double start) {
    return new CallResult(
        index,
        call.name(),
        call.operator(),
        call.kernel(),
        call.category(),
        call.backend(),
        call.isa(),
        call.fallback(),
        call.shape(),
        call.dtype(),
        call.origin(),
        start,
        call.durationUs(),
        call.threads(),
        call.boundBy(),
        call.macs(),
        call.bytes(),
        call.phases(),
        call.event(),
        call.networkOperator(),
        call.levelBytes(),
        call.unitUs(),
        call.inputs(),
        call.slices());
  }

  /** A run of scenarios, from one file of a checksum. */
  public static RunResult run(String checksum, ScenarioResult... scenarios) {
    return new RunResult(
        RunResult.SCHEMA,
        "1.0",
        List.of(new InputFile("a.yaml", checksum), new InputFile("b.yaml", "00")),
        "experiment",
        "title",
        scenarios[0].name(),
        List.of(scenarios));
  }
}
