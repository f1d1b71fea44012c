package io.tilewise.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.tilewise.experiment.validation.CaseResult;
import io.tilewise.experiment.validation.ValidationResult;
import io.tilewise.report.chart.Chart;
import io.tilewise.report.chart.Fonts;
import io.tilewise.report.chart.LogarithmicAxis;
import io.tilewise.report.chart.Scale;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.jfree.chart.LegendItemCollection;
import org.jfree.chart.annotations.XYTextAnnotation;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.block.BlockBorder;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.title.LegendTitle;
import org.jfree.chart.title.TextTitle;
import org.jfree.data.Range;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ValidationChartTest {

  @BeforeAll
  static void fonts() {
    Fonts.install();
  }

  /** Drawn into target/charts too, to be looked at. */
  private static XYPlot drawn(String name, ValidationResult result) throws Exception {
    Chart chart = ValidationChart.of(result);
    Path folder = Files.createDirectories(Path.of("target", "charts"));
    byte[] png = chart.png();
    Files.write(folder.resolve("validation-" + name + ".png"), png);
    assertThat(chart.svg()).isNotEmpty();
    assertThat(ValidationChart.of(result).png()).isEqualTo(png);
    return chart.picture().getXYPlot();
  }

  @Test
  void rolesAreSeriesOfTheirOwnAndMissesAreNumbered() throws Exception {
    XYPlot plot = drawn("mixed", ValidationResults.mixed());
    assertThat(plot.getSeriesCount()).isEqualTo(3);
    assertThat(plot.getRenderer().getSeriesShape(0))
        .isNotEqualTo(plot.getRenderer().getSeriesShape(1));
    assertThat(plot.getAnnotations())
        .extracting(a -> ((XYTextAnnotation) a).getText())
        .containsExactly("1", "2");
    assertThat(plot.getDomainAxis().getRange()).isEqualTo(plot.getRangeAxis().getRange());
  }

  @Test
  void itsAxesAndLegendLookAsThoseOfOtherCharts() throws Exception {
    Chart chart = ValidationChart.of(ValidationResults.mixed());
    XYPlot plot = chart.picture().getXYPlot();
    ValueAxis usual = Scale.logarithmic("any", "").axis(new Range(1, 10), 1);
    for (ValueAxis axis : List.of(plot.getDomainAxis(), plot.getRangeAxis())) {
      assertThat(axis.isTickMarksVisible()).isEqualTo(usual.isTickMarksVisible());
      assertThat(axis.getTickLabelPaint()).isEqualTo(usual.getTickLabelPaint());
      assertThat(axis.getTickLabelFont()).isEqualTo(usual.getTickLabelFont());
    }
    LegendTitle legend = (LegendTitle) chart.picture().getSubtitle(2);
    LegendItemCollection items = legend.getSources()[0].getLegendItems();
    assertThat(IntStream.range(0, items.getItemCount()).mapToObj(i -> items.get(i).getLabel()))
        .containsExactly("Calibration", "Held out", "Derived");
    assertThat(items.get(1).getShape()).isEqualTo(plot.getRenderer().getSeriesShape(1));
    assertThat(legend.getFrame()).isEqualTo(BlockBorder.NONE);
  }

  @Test
  void aRoleWithoutFiguresHasNoSeries() throws Exception {
    CaseResult only = ValidationResults.figure("only", "calibration", 30, 31, false);
    assertThat(drawn("one", ValidationResults.of(only)).getSeriesCount()).isEqualTo(1);
  }

  @Test
  void aHugeMissStaysInside() throws Exception {
    CaseResult huge = ValidationResults.figure("huge", "held_out", 2, 3e9, false);
    XYPlot plot = drawn("huge", ValidationResults.of(huge));
    assertThat(plot.getRangeAxis().getRange().contains(3e9)).isTrue();
  }

  @Test
  void whatALogarithmCannotShowIsLeftOutAndSaid() throws Exception {
    CaseResult negative = ValidationResults.figure("negative", "held_out", 70, -40, false);
    assertThat(drawn("negative", ValidationResults.of(negative)).getSeriesCount()).isZero();
    assertThat(ValidationChart.of(ValidationResults.of(negative)).picture().getSubtitles())
        .anyMatch(
            t ->
                t instanceof TextTitle text
                    && text.getText().contains("1 predicted at 0 or below: not shown"));
  }

  @Test
  void manyMissesAreNumberedWithoutCoveringEachOther() throws Exception {
    CaseResult[] many =
        IntStream.range(0, 40)
            .mapToObj(
                i -> ValidationResults.figure("miss-" + i, "held_out", 100 + i, 150 + i, false))
            .toArray(CaseResult[]::new);
    assertThat(drawn("many", ValidationResults.of(many)).getAnnotations()).hasSize(40);
  }

  @Test
  void ticksAreRoundNumbersInAnyRange() {
    assertThat(LogarithmicAxis.values(new Range(1.5, 120))).containsExactly(2, 5, 10, 20, 50, 100);
    assertThat(LogarithmicAxis.values(new Range(21, 36))).containsExactly(25, 30, 35);
    assertThat(LogarithmicAxis.values(new Range(0.5, 2e9))).hasSizeBetween(3, 6).contains(1);
  }
}
