package io.tilewise.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.tilewise.cli.StudyOutput.Range;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * What the texts of the shipped studies state, study by study, and where it stands in their output.
 * Figures are in the texts alone; here is only what they are of.
 */
final class StudyClaims {
  private static final String LATENCY = "latency_ms";
  private static final String SPEEDUP = "speedup";
  private static final String CONVOLUTION = "convolution_ms";

  private final StudyText text;
  private final StudyOutput out;

  private StudyClaims(StudyText text, StudyOutput out) {
    this.text = text;
    this.out = out;
  }

  /** Puts the text of a study beside its output. */
  static void check(String study, StudyText text, StudyOutput out) throws IOException {
    StudyClaims claims = new StudyClaims(text, out);
    switch (study) {
      case "30-sweep-bandwidth.yaml" -> claims.bandwidth();
      case "31-sweep-svl.yaml" -> claims.vectorLength();
      case "32-sweep-units.yaml" -> claims.units();
      case "33-sweep-unit-clock.yaml" -> claims.unitClock();
      case "34-sweep-dram-latency.yaml" -> claims.dram();
      case "35-sweep-mopa-interval.yaml" -> claims.outerProduct();
      case "36-sweep-layout.yaml" -> claims.layout();
      case "37-sweep-dtype.yaml" -> claims.elementType();
      case "38-sweep-network-size.yaml" -> claims.networkSize();
      case "39-sweep-threads.yaml" -> claims.threads();
      case "40-sensitivity-sme2.yaml" -> claims.sensitivity();
      case "50-solve-unit-clock.yaml" -> claims.targetClock();
      case "51-solve-memory.yaml" -> claims.constrained();
      default -> throw new IllegalArgumentException(study + " has no claims here; add them");
    }
  }

  /** What a figure is of: one value, or several that must all agree with it. */
  private static double[] is(double... values) {
    return values;
  }

  private double latency(String scenario, Object... at) {
    return out.at(scenario, LATENCY, at);
  }

  private void bandwidth() throws IOException {
    double settledOne = out.settledFrom("sme2-1", LATENCY, 0.005);
    double settledFour = out.settledFrom("sme2-4", LATENCY, 0.005);
    double settledTwoUnits = out.settledFrom("sme2-4-two-units", LATENCY, 0.005);
    double phone =
        Double.parseDouble(
            new ObjectMapper(new YAMLFactory())
                .readTree(Configs.FOLDER.resolve("devices/vivo-x300.yaml").toFile())
                .at("/memory/dram/bandwidth/value")
                .asText()
                .replace(" GB/s", ""));
    text.states(
        "from {} GB/s on it takes within 0.5 % of {} ms, and at {} GB/s {} % longer",
        is(settledOne),
        is(latency("sme2-1", 128)),
        is(2),
        is(100 * (latency("sme2-1", 2) / latency("sme2-1", 128) - 1)));
    text.states(
        "Four threads need about {} GB/s to be within 0.5 % of {} ms ({} ms at 8 GB/s)",
        is(settledFour), is(latency("sme2-4", 128)), is(latency("sme2-4", 8)));
    text.says("with two units as much", settledTwoUnits == settledFour);
    text.states("The phone's {} GB/s", is(phone));
    text.says("are not what limits it", Math.max(settledOne, settledFour) < phone);
  }

  private void vectorLength() {
    double neon = latency("neon", 512);
    double share = out.at("sme2", "data_movement_share", 2048);
    text.states(
        "from 512 to 1024 bit {} ms become {} ms ({}x to {}x), to 2048 bit {} ms",
        is(latency("sme2", 512)),
        is(latency("sme2", 1024)),
        is(out.at("sme2", SPEEDUP, 512)),
        is(out.at("sme2", SPEEDUP, 1024)),
        is(latency("sme2", 2048)));
    text.states(
        "convolution falls from {} to {} ms, and data movement becomes {} % of the rest",
        is(out.at("sme2", CONVOLUTION, 512)),
        is(out.at("sme2", CONVOLUTION, 2048)),
        is(100 * share));
    text.states(
        "With 128 bit SME2 would take {} ms; NEON takes {} ms", is(latency("sme2", 128)), is(neon));
  }

  private void units() {
    text.states(
        "from two on ({} to {} ms)", is(latency("sme2-1", 2, 1)), is(latency("sme2-1", 2, 2)));
    text.says(
        "the more threads the more",
        isRising(gain(2), gain(3), gain(4)) && Math.min(gain(6), gain(8)) >= gain(4) - 1e-9);
    text.states(
        "with four a second unit makes {} ms {} ms, a third {} ms",
        is(latency("sme2-1", 4, 1)),
        is(latency("sme2-1", 4, 2)),
        is(latency("sme2-1", 4, 3)));
    text.states(
        "with eight threads four units give {} ms, of which the one unit of the phone takes {} ms",
        is(latency("sme2-1", 8, 4)),
        is(latency("sme2-1", 8, 1)));
    text.says("One thread uses one unit only", latency("sme2-1", 1, 1) == latency("sme2-1", 1, 4));
  }

  /** By how much a second unit cuts the time of so many threads. */
  private double gain(int threads) {
    return 1 - latency("sme2-1", threads, 2) / latency("sme2-1", threads, 1);
  }

  private void unitClock() {
    text.states(
        "it overtakes NEON above {} GHz, is three times as fast above {} GHz",
        is(out.crossing("of neon and sme2")),
        is(out.crossing("of sme2 and 3")));
    text.states(
        "gains little beyond 2 GHz: {} ms at 2 GHz, {} ms at 3.2 GHz",
        is(latency("sme2", 2)),
        is(latency("sme2", 3.2)));
    text.says("gains little", latency("sme2", 3.2) > 0.9 * latency("sme2", 2));
  }

  private void dram() {
    text.states(
        "latency a little, {} ms at {} ns and {} ms at {} ns",
        is(latency("sme2", 60, 64)),
        is(60),
        is(latency("sme2", 240, 64)),
        is(240));
    double more = latency("sme2", 240, 64) - latency("sme2", 60, 64);
    double moved =
        out.at("sme2", "data_movement_ms", 240, 64) - out.at("sme2", "data_movement_ms", 60, 64);
    text.says("nearly all of it data movement", moved > 0.95 * more);
    double most = 0;
    for (double latency : new double[] {60, 90, 120, 150, 180, 210, 240}) {
      double all = latency("sme2", latency, 64);
      for (double some : out.along("sme2", LATENCY, latency, new Range(8, 64))) {
        most = Math.max(most, some / all - 1);
      }
    }
    text.states("bandwidth at most {} % from 8 GB/s on", is(100 * most));
    text.states(
        "At 1 GB/s bandwidth alone decides: {} ms at any latency",
        out.along("sme2", LATENCY, "*", 1));
  }

  private void outerProduct() {
    text.states(
        "an interval of 1 cycle instead of 2 gives {} ms instead of {} ms, if the latency is at"
            + " most 4 cycles",
        out.along("sme2", LATENCY, 1, new Range(0, 4)),
        is(latency("sme2", 2, 4)));
    text.says(
        "with 8 cycles nothing is gained, because a step takes max(4 intervals, latency)",
        latency("sme2", 1, 8) == latency("sme2", 2, 8));
    text.states("Half a cycle needs a latency of 2 ({} ms)", is(latency("sme2", 0.5, 2)));
    text.says("needs a latency of 2", latency("sme2", 0.5, 4) == latency("sme2", 1, 4));
  }

  private void layout() {
    String portable = "portable";
    String depthwise = "depthwise convolution";
    double sme2 = latency("sme2", "false", portable);
    text.states(
        "saves {} ms of {} ms with SME2 and {} ms with NEON",
        is(sme2 - latency("sme2", "false", depthwise)),
        is(sme2),
        is(latency("neon", "false", portable) - latency("neon", "false", depthwise)));
    text.states(
        "merging transposes saves another {} ms then",
        is(
            latency("sme2", "false", depthwise) - latency("sme2", "true", depthwise),
            latency("neon", "false", depthwise) - latency("neon", "true", depthwise)));
    text.says("next to nothing without it", sme2 - latency("sme2", "true", portable) < 0.1);
    text.says("Folding changes nothing here", sme2 == latency("sme2", "false", "folded"));
  }

  private void elementType() {
    text.states(
        "on four threads {} ms instead of {} ms with SME2",
        is(latency("sme2-4", "int8", 64)),
        is(latency("sme2-4", "fp16", 64)));
    text.states(
        "on one thread hardly anything ({} against {} ms), although convolution falls from {} to {}"
            + " ms",
        is(latency("sme2-1", "int8", 64)),
        is(latency("sme2-1", "fp16", 64)),
        is(out.at("sme2-1", CONVOLUTION, "fp16", 64)),
        is(out.at("sme2-1", CONVOLUTION, "int8", 64)));
    text.says(
        "hardly anything",
        Math.abs(latency("sme2-1", "int8", 64) / latency("sme2-1", "fp16", 64) - 1) < 0.05);
    double slowerUpTo = 0;
    for (double bandwidth : new double[] {2, 4, 8, 16, 32, 64}) {
      boolean slower = latency("sme2-4", "int8", bandwidth) > latency("sme2-4", "fp16", bandwidth);
      slowerUpTo = slower ? bandwidth : slowerUpTo;
    }
    text.states(
        "Up to {} GB/s INT8 is slower than FP16 on four threads ({} against {} ms at {} GB/s)",
        is(slowerUpTo),
        is(latency("sme2-4", "int8", 2)),
        is(latency("sme2-4", "fp16", 2)),
        is(2));
  }

  private void networkSize() {
    text.states(
        "{}x for twice the channels on 256 pixels, {}x as released, {}x for half the channels on"
            + " 1024 pixels, where data movement is {} % of the time with SME2",
        is(out.at("sme2", SPEEDUP, 256, "double")),
        is(out.at("sme2", SPEEDUP, 512, "as released")),
        is(out.at("sme2", SPEEDUP, 1024, "half")),
        is(100 * out.at("sme2", "data_movement_share", 1024, "half")));
    boolean grows = true;
    boolean falls = true;
    for (int size : new int[] {256, 512, 1024}) {
      grows &= isRising(out.along("sme2", SPEEDUP, size, "*"));
    }
    for (String channels : new String[] {"half", "as released", "double"}) {
      falls &= isFalling(out.along("sme2", SPEEDUP, "*", channels));
    }
    text.says("it grows with channels and falls with the image", grows && falls);
  }

  private static boolean isRising(double... values) {
    for (int i = 1; i < values.length; i++) {
      if (!(values[i] > values[i - 1])) {
        return false;
      }
    }
    return true;
  }

  private static boolean isFalling(double... values) {
    return isRising(Arrays.stream(values).map(value -> -value).toArray());
  }

  private void threads() {
    text.states(
        "NEON goes from {} to {} ms on four and {} ms on eight threads",
        is(latency("neon-1", 1)),
        is(latency("neon-1", 4)),
        is(latency("neon-1", 8)));
    text.states(
        "SME2 from {} to {} ms on four and {} ms on eight",
        is(latency("sme2-1", 1)),
        is(latency("sme2-1", 4)),
        is(latency("sme2-1", 8)));
    text.states(
        "the portable kernels ({} ms) run on one thread", out.along("sme2-1", "other_ms", "*"));
    text.states(
        "SME2 stays ahead: {}x on one thread, {}x on eight",
        is(out.at("sme2-1", SPEEDUP, 1)),
        is(out.at("sme2-1", SPEEDUP, 8)));
    text.says(
        "SME2 stays ahead",
        Arrays.stream(out.along("sme2-1", SPEEDUP, "*")).allMatch(speedup -> speedup > 1));
  }

  private static final String TOTAL = "total/value";

  private void sensitivity() {
    List<String> parameters = out.parameters();
    text.states(
        "most on the latency of L3, which makes {} % of its variance (95 % interval: {} to {} %)",
        is(share("memory.l3.latency")),
        is(100 * out.of("memory.l3.latency", "total/low")),
        is(100 * out.of("memory.l3.latency", "total/high")));
    text.says("most on the latency of L3", parameters.get(0).equals("memory.l3.latency"));
    List<String> named =
        List.of(
            "memory.l3.latency",
            "matrix_units.sme2.mopa_interval",
            "matrix_units.sme2.clock",
            "power_modes.normal.matrix_units.sme2",
            "power_modes.normal.memory",
            "memory.parallelism.scattered_reads",
            "matrix_units.sme2.mode_switch",
            "memory.usable_share");
    text.states(
        "The outer-product interval makes {} %, the highest clock of the unit {} % and its part in"
            + " normal mode {} %, the clock of the memory system {} %, reads of distant rows under"
            + " way {} %, the mode switch {} %, the usable share of caches {} %, and nothing else"
            + " more than {} %",
        is(share(named.get(1))),
        is(share(named.get(2))),
        is(share(named.get(3))),
        is(share(named.get(4))),
        is(share(named.get(5))),
        is(share(named.get(6))),
        is(share(named.get(7))),
        is(
            parameters.stream()
                .filter(parameter -> !named.contains(parameter))
                .mapToDouble(this::share)
                .max()
                .orElse(0)));
    text.states("{} rows do not settle", is(out.json().get("samples").doubleValue()));
    List<Double> totals = parameters.stream().map(p -> out.of(p, TOTAL)).toList();
    text.states(
        "{} of {} parameters have no effect at all, {} more make less than 0.1 %",
        is(totals.stream().filter(total -> total == 0).count()),
        is(totals.size()),
        is(totals.stream().filter(total -> total > 0 && total < 0.001).count()));
  }

  /** Of the variance, in percent, what is left if all else is known. */
  private double share(String parameter) {
    return 100 * out.of(parameter, TOTAL);
  }

  private void targetClock() {
    text.states("which clock of the matrix unit gives {} ms", is(out.metric("latency_ms of sme2")));
    text.states("Answer: {} GHz", is(out.answer("run.clocks.sme2")));
    text.says(
        "never rises with the clock from 0.5 to 4 GHz", out.says("latency_ms of sme2 never rises"));
  }

  private void constrained() {
    text.states(
        "Answer: {} ms, with the fastest memory ({} ns, at or near the end of its range) and the"
            + " unit at {} GHz",
        is(out.metric("latency_ms of sme2")),
        is(out.answer("memory.l3.latency")),
        is(out.answer("run.clocks.sme2")));
    text.says("at or near the end of its range", out.answer("memory.l3.latency") < 8.5);
    text.states(
        "where the share is {} %: the best of {} points",
        is(100 * out.metric("data_movement_share of sme2")),
        is(out.json().get("evaluations").doubleValue() - 1));
    text.says("a little further on, at 40 %", out.metric("data_movement_share of sme2") > 0.395);
    text.says("no more than 40 %", out.metric("data_movement_share of sme2") <= 0.4);
  }
}
