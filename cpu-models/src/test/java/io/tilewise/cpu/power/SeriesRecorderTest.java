package io.tilewise.cpu.power;

import static org.assertj.core.api.Assertions.assertThat;

import io.tilewise.cpu.power.PowerLedger.Layout;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Of one domain of power, one core and one level. */
class SeriesRecorderTest {
  private static final Layout LAYOUT = new Layout(1, 1, 1);

  private static SeriesRecorder recorder(long bin) {
    SeriesRecorder recorder =
        new SeriesRecorder(
            LAYOUT, bin, List.of("ultra"), List.of("clock"), List.of("dram"), List.of("case"));
    recorder.clocks(new double[] {0.5});
    return recorder;
  }

  /** An interval with a dynamic power, and 1 W of leakage. */
  private static void interval(
      SeriesRecorder recorder, long from, long to, double watts, double bytes) {
    recorder.interval(
        from, to, new Rates(new double[] {watts, 1, bytes}, 1), new double[] {1}, watts + 1);
  }

  private static Series of(List<Series> all, Series.Kind kind) {
    return all.stream().filter(s -> s.kind() == kind).findFirst().orElseThrow();
  }

  @Test
  void withoutIntervalsEveryChangeIsKept() {
    SeriesRecorder recorder = recorder(0);
    recorder.temperatures(0, new double[] {25});
    interval(recorder, 0, 4, 2, 100);
    interval(recorder, 4, 7, 2, 200);
    recorder.clocks(new double[] {1});
    interval(recorder, 7, 9, 3, 200);
    recorder.temperatures(1, new double[] {26});
    List<Series> all = recorder.series(9);
    assertThat(all)
        .extracting(Series::kind)
        .containsExactly(
            Series.Kind.POWER, Series.Kind.CLOCK, Series.Kind.TEMPERATURE, Series.Kind.BANDWIDTH);
    assertThat(all)
        .contains(
            new Series("ultra", Series.Kind.POWER, List.of(0L, 7L), List.of(3.0, 4.0)),
            new Series("clock", Series.Kind.CLOCK, List.of(0L, 7L), List.of(0.5, 1.0)),
            new Series("case", Series.Kind.TEMPERATURE, List.of(0L, 1L), List.of(25.0, 26.0)),
            new Series("dram", Series.Kind.BANDWIDTH, List.of(0L, 4L), List.of(100.0, 200.0)));
  }

  @Test
  void intervalsHaveTheirMeans() {
    SeriesRecorder recorder = recorder(10);
    interval(recorder, 0, 4, 2, 100);
    // Goes on beyond the first interval and the second.
    interval(recorder, 4, 25, 4, 300);
    interval(recorder, 25, 32, 0, 300);
    List<Series> all = recorder.series(32);
    // Power with leakage: (4 * 3 + 6 * 5) / 10 = 4.2, then 5, then (5 * 5 + 5 * 1) / 10 = 3, then
    // 1.
    assertThat(of(all, Series.Kind.POWER).times()).containsExactly(0L, 10L, 20L, 30L);
    assertThat(of(all, Series.Kind.POWER).values()).containsExactly(4.2, 5.0, 3.0, 1.0);
    // (4 * 100 + 6 * 300) / 10 = 220, then 300 to the end, of which the last interval is short.
    assertThat(of(all, Series.Kind.BANDWIDTH).times()).containsExactly(0L, 10L);
    assertThat(of(all, Series.Kind.BANDWIDTH).values()).containsExactly(220.0, 300.0);
    assertThat(of(all, Series.Kind.CLOCK).times()).containsExactly(0L);
  }

  @Test
  void anEndAtTheEndOfAnIntervalAddsNothing() {
    SeriesRecorder recorder = recorder(10);
    interval(recorder, 0, 20, 2, 100);
    assertThat(of(recorder.series(20), Series.Kind.POWER).values()).containsExactly(3.0);
  }

  @Test
  void aTemperatureIsKeptPerInterval() {
    SeriesRecorder recorder = recorder(10);
    for (long time : new long[] {0, 5, 9, 10, 19, 31}) {
      recorder.temperatures(time, new double[] {20 + time});
    }
    Series series = of(recorder.series(40), Series.Kind.TEMPERATURE);
    assertThat(series.times()).containsExactly(0L, 10L, 31L);
    assertThat(series.values()).containsExactly(20.0, 30.0, 51.0);
  }

  @Test
  void roundingIsNoChange() {
    SeriesRecorder recorder = recorder(0);
    interval(recorder, 0, 1, 2, 100);
    interval(recorder, 1, 2, 2, 100 * (1 + 1e-14));
    interval(recorder, 2, 3, 2, 100 * (1 + 1e-10));
    assertThat(of(recorder.series(3), Series.Kind.BANDWIDTH).times()).containsExactly(0L, 2L);
  }
}
