package io.tilewise.experiment.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tilewise.config.ConfigException;
import io.tilewise.experiment.sweep.SweepResult.CrossingResult;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Crossings of values that are made up, along five points of a latency from 10 to 50 ns. */
class CrossingsTest {
  private static final String LINEAR =
      "axes: [{name: at, path: memory.l3.latency, from: 10 ns, to: 50 ns, steps: 5}]\n";

  @TempDir private Path folder;

  /** The result where sme2 always takes 10 and neon takes these values; NaN for a failed point. */
  private SweepResult result(String axes, double... neon) {
    Sweep sweep =
        Sweeps.of(
            folder,
            axes
                + "metrics: [latency_ms]\n"
                + "crossings: [{metric: latency_ms, scenarios: [neon, sme2]}]\n");
    SweepRows rows =
        new SweepRows(
            sweep,
            point ->
                Double.isNaN(neon[point])
                    ? PointOutcome.failed(point, "made up")
                    : PointOutcome.of(point, new double[][] {{neon[point]}, {10}}));
    return SweepAnalysis.of(sweep, "test", rows);
  }

  private static CrossingResult only(SweepResult result) {
    assertThat(result.crossings()).hasSize(1);
    return result.crossings().get(0);
  }

  @Test
  void betweenTwoPoints() {
    // 4 above at 20 ns and 1 below at 30 ns: zero after four fifths, at 28 ns.
    SweepResult result = result(LINEAR, 16, 14, 9, 8, 7);
    assertThat(only(result).position()).isCloseTo(28, within(1e-9));
    assertThat(only(result).statement())
        .startsWith("neon has the larger latency_ms than sme2 below at = 28 ns");
    assertThat(result.withoutCrossing()).isEmpty();
  }

  @Test
  void throughAPoint() {
    assertThat(only(result(LINEAR, 16, 14, 10, 8, 7)).position()).isEqualTo(30);
  }

  @Test
  void aTouchIsNoCrossing() {
    SweepResult result = result(LINEAR, 16, 14, 10, 14, 16);
    assertThat(result.crossings()).isEmpty();
    assertThat(result.withoutCrossing())
        .containsExactly(
            "no crossing between at = 10 and 50 ns: compared with sme2, latency_ms of neon is never"
                + " smaller, and equal at some points");
  }

  @Test
  void equalFromAPointOn() {
    CrossingResult crossing = only(result(LINEAR, 16, 14, 12, 10, 10));
    assertThat(crossing.position()).isEqualTo(40);
    assertThat(crossing.statement()).contains("larger latency_ms than sme2 below at = 40 ns");
  }

  @Test
  void equalUpToAPoint() {
    CrossingResult crossing = only(result(LINEAR, 10, 10, 12, 14, 16));
    assertThat(crossing.position()).isEqualTo(20);
    assertThat(crossing.statement()).contains("larger latency_ms than sme2 above at = 20 ns");
  }

  @Test
  void aFailedNeighbourIsLeftOut() {
    // Between 20 ns (6 above) and 40 ns (2 below): zero after three quarters, at 35 ns.
    CrossingResult crossing = only(result(LINEAR, 18, 16, Double.NaN, 8, 7));
    assertThat(crossing.position()).isCloseTo(35, within(1e-9));
    assertThat(crossing.low()).isEqualTo(20);
    assertThat(crossing.high()).isEqualTo(40);
  }

  @Test
  void noneIsSaid() {
    assertThat(result(LINEAR, 9, 8, 7, 6, 5).withoutCrossing())
        .containsExactly(
            "no crossing between at = 10 and 50 ns: compared with sme2, latency_ms of neon is always"
                + " smaller");
    assertThat(result(LINEAR, 10, 10, 10, 10, 10).withoutCrossing().get(0))
        .contains("always equal");
    double none = Double.NaN;
    assertThat(result(LINEAR, none, none, none, none, none).withoutCrossing().get(0))
        .contains("unknown everywhere");
  }

  @Test
  void onALogarithmicAxisOverTheLogarithm() {
    String axes =
        "axes: [{name: at, path: memory.l3.latency, from: 1 ns, to: 100 ns, steps: 3,"
            + " scale: log}]\n";
    // Points at 1, 10 and 100 ns; 1 above at 10 and 1 below at 100: halfway, at 10^1.5 = 31.6 ns.
    CrossingResult crossing = only(result(axes, 12, 11, 9));
    assertThat(crossing.position()).isCloseTo(31.6228, within(1e-3));
    assertThat(crossing.statement()).contains("over the logarithm");
  }

  @Test
  void linesWithoutCrossingAreCounted() {
    String axes =
        """
        axes:
          - {path: run.threads, values: [1, 2]}
          - {name: at, path: memory.l3.latency, from: 10 ns, to: 50 ns, steps: 2}
        """;
    // Along the latency: with one thread it crosses, with two it does not; along threads likewise.
    SweepResult result = result(axes, 12, 8, 13, 12);
    assertThat(result.crossings()).hasSize(2);
    assertThat(result.withoutCrossing())
        .containsExactly(
            "no crossing between run.threads = 1 and 2 on 1 of 2 lines: compared with sme2, latency_ms"
                + " of neon is always larger",
            "no crossing between at = 10 and 50 ns on 1 of 2 lines: compared with sme2,"
                + " latency_ms of neon is always larger");
  }

  @Test
  void onlyAGridHasLines() {
    assertThatThrownBy(
            () ->
                Sweeps.of(
                    folder,
                    """
                    design: zip
                    axes: [{path: memory.l3.latency, values: [10 ns, 20 ns]}]
                    crossings: [{metric: latency_ms, scenarios: [neon, sme2]}]
                    """))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("small-sweep.yaml:5:")
        .hasMessageContaining("only the design grid has");
  }
}
