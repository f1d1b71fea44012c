package io.tilewise.report;

import io.tilewise.experiment.residual.ResidualsResult;
import io.tilewise.experiment.residual.ResidualsResult.KernelError;
import io.tilewise.experiment.residual.ResidualsResult.NamedError;
import io.tilewise.experiment.residual.ResidualsResult.TimeError;
import io.tilewise.report.chart.Canvas;
import io.tilewise.report.chart.Caption;
import io.tilewise.report.chart.Chart;
import io.tilewise.report.chart.LyingBars;
import io.tilewise.report.chart.LyingBars.Extent;
import io.tilewise.report.chart.LyingBars.Row;
import io.tilewise.report.chart.LyingBars.Segment;
import io.tilewise.report.chart.Palette;
import io.tilewise.report.text.Numbers;
import java.awt.Color;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Signed errors of a simulation in milliseconds, to the left where it is too fast: of the whole, of
 * the categories, and of the operators with the largest errors.
 */
final class ResidualsChart {
  private static final int MOST_KERNELS = 12;

  private ResidualsChart() {}

  static Chart of(ResidualsResult result) {
    Caption caption =
        new Caption(
            "Simulated minus measured",
            result.scenario() + " of " + result.experiment() + " beside " + result.model(),
            "Source: " + result.runs() + " measured runs, Tilewise " + result.toolVersion());
    return LyingBars.chart(
        caption, Canvas.FILE, Extent.fromZero("error (ms)"), rows(result), List.of());
  }

  private static List<Row> rows(ResidualsResult result) {
    int decimals =
        Numbers.decimals(Math.max(result.total().measuredMs(), result.total().simulatedMs()));
    List<Row> rows = new ArrayList<>();
    rows.add(row("end to end", result.total(), decimals, Palette.BAR));
    for (NamedError category : result.categories()) {
      if (category.calls() > 0) {
        String name = Breakdown.labelOf(category.key());
        rows.add(row(name, category.error(), decimals, colour(category.error())));
      }
    }
    result.kernels().stream()
        .sorted(
            Comparator.comparingDouble((KernelError k) -> Math.abs(k.error().errorMs())).reversed())
        .limit(MOST_KERNELS)
        .filter(kernel -> kernel.error().errorMs() != 0)
        .forEach(
            kernel ->
                rows.add(
                    row(
                        kernel.name() + " (" + kernel.index() + ")",
                        kernel.error(),
                        decimals,
                        Palette.BASELINE_BAR)));
    return rows;
  }

  private static Color colour(TimeError error) {
    return error.errorMs() > 0 ? Palette.MORE : Palette.LESS;
  }

  private static Row row(String name, TimeError error, int decimals, Color colour) {
    String label =
        Numbers.signed(error.errorMs(), decimals)
            + " ms"
            + error
                .errorPercent()
                .map(percent -> " (" + Numbers.signed(percent, 0) + " %)")
                .orElse("");
    Segment bar = new Segment(0, error.errorMs(), colour, "", name + ": " + label, "");
    return new Row(name, List.of(bar), label, Optional.empty());
  }
}
