package io.tilewise.report;

import static io.tilewise.report.Results.scenario;

import io.tilewise.experiment.result.CallResult;
import io.tilewise.experiment.result.RunResult;
import io.tilewise.experiment.result.SliceResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A result with a timeline that is small enough to be followed by hand. */
final class Traces {
  private Traces() {}

  /**
   * A transpose of 2 us on the first core, 0.5 us of which are overhead; then a convolution of 4 us
   * on both cores and the matrix unit, begun after 1 us: the first core works for 2.5 us and waits
   * 0.5 us for the unit, the second works for 2 us and waits 1 us for the first. Then a portable
   * kernel of 1 us, which reads both.
   */
  static RunResult result() {
    return Results.of(
        scenario("both", 0.004, 0, 0, 0.002, 0.001)
            .cores("ultra", "premium1")
            .calls(transpose(), convolution(), norm()));
  }

  static CallResult transpose() {
    return call(
        0,
        "x.nhwc",
        "StaticTranspose",
        "x16_transpose",
        "Transpose (ND, X16) #1",
        times(0, 2, 0.5, Map.of("transpose", 1.5)),
        List.of(),
        List.of());
  }

  private static CallResult convolution() {
    return call(
        1,
        "x",
        "Conv2d",
        "pf16_igemm",
        "Convolution (NHWC, PF16) IGEMM #1",
        times(2, 4, 1, Map.of("outer products", 2.25)),
        List.of(0),
        List.of(
            new SliceResult(
                "ultra",
                3,
                3,
                5,
                Map.of("outer products", 2.5),
                Map.of("sme2.outer_products", 0.5),
                0),
            new SliceResult("premium1", 3, 2, 3, Map.of("outer products", 2.0), Map.of(), 1)));
  }

  private static CallResult norm() {
    return call(
        2,
        "y",
        "aten::native_layer_norm.out",
        "portable_layer_norm",
        "native_call_native_layer_norm.out",
        times(6, 1, 0, Map.of("normalize", 1.0)),
        List.of(0, 1),
        List.of());
  }

  /** So many calls one after the other, with times to the picosecond. */
  static RunResult random(int seed) {
    Random random = new Random(seed);
    List<CallResult> calls = new ArrayList<>();
    double start = 0;
    for (int i = 0; i < 50; i++) {
      double overhead = random.nextInt(3) == 0 ? 0 : random.nextInt(1000) / 1e6;
      Map<String, Double> work = new LinkedHashMap<>();
      double worked = 0;
      for (int phase = random.nextInt(3); phase >= 0; phase--) {
        double time = random.nextInt(random.nextBoolean() ? 2000 : 2_000_000) / 1e6;
        work.put("phase " + phase, time);
        worked += time;
      }
      List<SliceResult> slices = new ArrayList<>();
      if (random.nextBoolean()) {
        double wait = random.nextInt(1000) / 1e6;
        slices.add(new SliceResult("ultra", start + overhead, worked, 1, work, Map.of(), wait));
        slices.add(
            new SliceResult(
                "premium1", start + overhead, worked + wait, 1, work, Map.of("dram", wait), 0));
        worked += wait;
      }
      double duration = overhead + worked;
      List<Integer> inputs = i == 0 ? List.of() : List.of(random.nextInt(i));
      String kernel = random.nextBoolean() ? "pf16" : "neon";
      Times times = times(start, duration, overhead, work);
      calls.add(
          call(i, (i % 3 == 0 ? "x" : "y") + i, "Conv2d", kernel, "e", times, inputs, slices));
      start += duration;
    }
    return Results.of(
        scenario("random", start / 1000, 0, 0, 0, 0)
            .cores("ultra", "premium1")
            .calls(calls.toArray(CallResult[]::new)));
  }

  private record Times(double start, double duration, double overhead, Map<String, Double> work) {}

  private static Times times(
      double start, double duration, double overhead, Map<String, Double> work) {
    return new Times(start, duration, overhead, work);
  }

  private static CallResult call(
      int index,
      String name,
      String operator,
      String kernel,
      String event,
      Times times,
      List<Integer> inputs,
      List<SliceResult> slices) {
    Map<String, Double> boundBy = new LinkedHashMap<>();
    Map<String, Double> phases = new LinkedHashMap<>();
    if (times.overhead > 0) {
      boundBy.put("overhead", times.overhead);
      phases.put("runtime overhead", times.overhead);
    }
    boundBy.put("ultra.instructions", times.duration - times.overhead);
    phases.putAll(times.work);
    boolean onUnit = kernel.startsWith("pf16");
    return new CallResult(
        index,
        name,
        operator,
        kernel,
        onUnit ? "convolution" : "data_movement",
        operator.startsWith("aten") ? "portable" : "xnnpack",
        onUnit ? "sme2" : "neon",
        "",
        "1x8x8x4 -> 1x8x8x4",
        "f16",
        "model",
        times.start,
        times.duration,
        Math.max(1, slices.size()),
        boundBy,
        0,
        1024,
        phases,
        event,
        name.startsWith("x") ? "x" : name,
        Map.of("dram", index == 2 ? 0L : 3000L),
        onUnit ? Map.of("sme2.outer_products", 1.5) : Map.of(),
        inputs,
        slices);
  }
}
