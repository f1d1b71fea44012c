package io.tilewise.report;

import static io.tilewise.report.Sensitivities.index;
import static io.tilewise.report.Sensitivities.parameter;
import static io.tilewise.report.Sensitivities.withoutIndices;
import static org.assertj.core.api.Assertions.assertThat;

import io.tilewise.experiment.sensitivity.SensitivityResult;
import io.tilewise.experiment.sensitivity.SensitivityResult.IndexResult;
import io.tilewise.experiment.sensitivity.SensitivityResult.ParameterSensitivity;
import io.tilewise.report.chart.Figure;
import io.tilewise.report.chart.LyingBars.Row;
import io.tilewise.report.chart.LyingBars.Segment;
import io.tilewise.report.chart.Palette;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jfree.data.Range;
import org.junit.jupiter.api.Test;

class IndicesChartTest {

  private static Figure figure(SensitivityResult result) {
    return SensitivityReport.charts(result).get(1);
  }

  @Test
  void aParameterHasABarForEachOrderWithItsInterval() {
    IndexResult first = new IndexResult(0.3, 0.21, 0.38);
    IndexResult total = new IndexResult(0.5554, 0.5, 0.61);
    assertThat(IndicesChart.rows(List.of(parameter("memory.dram.latency", first, total))))
        .containsExactly(
            new Row(
                "memory.dram.latency",
                List.of(
                    new Segment(
                        0,
                        0.3,
                        Palette.LESS,
                        "",
                        "memory.dram.latency, first order: 0.300 (0.21 to 0.38)",
                        "")),
                "0.300 (0.21 to 0.38)",
                Optional.of(new Range(0.21, 0.38))),
            new Row(
                "",
                List.of(
                    new Segment(
                        0,
                        0.5554,
                        Palette.MORE,
                        "",
                        "memory.dram.latency, total order: 0.555 (0.50 to 0.61)",
                        "")),
                "0.555 (0.50 to 0.61)",
                Optional.of(new Range(0.5, 0.61))));
  }

  /** The total decides: a first index is an estimate, which may be below 0 by chance. */
  @Test
  void whatWouldBeShownAsZeroIsLeftOut() {
    SensitivityResult result =
        Sensitivities.of(
            parameter("seen", index(-0.1, 0.2), index(0.0005, 0.001)),
            parameter("not.seen", index(0.1, 0.2), index(0.0004, 0.001)),
            withoutIndices("without"));
    assertThat(IndicesChart.visible(result))
        .extracting(ParameterSensitivity::path)
        .containsExactly("seen");
  }

  @Test
  void itIsSaidWhatTheChartHasNoRoomFor() {
    ParameterSensitivity[] thirteen =
        IntStream.range(0, 13)
            .mapToObj(i -> parameter("p" + i, index(0.01, 0.01), index(0.2 - 0.01 * i, 0.01)))
            .toArray(ParameterSensitivity[]::new);
    assertThat(figure(Sensitivities.of(thirteen)).summary())
        .isEqualTo(
            "p0 has the largest total: 0.200 (0.19 to 0.21). The chart shows the first 12 of 13.");
    assertThat(figure(Sensitivities.usual()).summary())
        .isEqualTo("matrix_units.sme2.clock has the largest total: 0.720 (0.64 to 0.80).");
  }

  @Test
  void itsNumbersAreAllParameters() {
    assertThat(figure(Sensitivities.usual()).data().rows())
        .containsExactly("matrix_units.sme2.clock", "memory.dram.latency", "issue_rates.matrix");
  }

  @Test
  void aMetricThatDoesNotVaryHasNoSuchChart() {
    assertThat(SensitivityReport.charts(Sensitivities.of(withoutIndices("a"), withoutIndices("b"))))
        .extracting(Figure::key)
        .containsExactly("tornado");
  }
}
