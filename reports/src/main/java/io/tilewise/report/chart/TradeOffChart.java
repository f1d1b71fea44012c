package io.tilewise.report.chart;

import io.tilewise.report.text.Numbers;
import io.tilewise.report.text.ReportTable;
import io.tilewise.report.text.ReportTable.Column;
import io.tilewise.report.text.ReportTable.Group;
import java.awt.BasicStroke;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.renderer.xy.XYStepRenderer;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/**
 * Two numbers of each choice, both better when smaller, such as energy against latency. The Pareto
 * set, the choices that no other is at least as good as in both and better in one, is marked,
 * joined by steps and named; the others are quiet.
 */
public final class TradeOffChart {

  private static final int HEIGHT = 420;

  /** A choice. */
  public record Choice(String name, double x, double y) {}

  private TradeOffChart() {}

  public static Figure of(String key, Caption caption, Scale x, Scale y, List<Choice> choices) {
    List<Choice> best = best(choices);
    return new Figure(
        key,
        caption,
        summary(best),
        table(caption, x, y, choices, best),
        canvas -> chart(caption, canvas, x, y, choices, best));
  }

  /** The Pareto set, from the least x on; of equal choices the first. */
  public static List<Choice> best(List<Choice> choices) {
    List<Choice> sorted =
        choices.stream()
            .filter(c -> Double.isFinite(c.x()) && Double.isFinite(c.y()))
            .sorted(Comparator.comparingDouble(Choice::x).thenComparingDouble(Choice::y))
            .toList();
    List<Choice> best = new ArrayList<>();
    double least = Double.POSITIVE_INFINITY;
    for (Choice choice : sorted) {
      if (choice.y() < least) {
        best.add(choice);
        least = choice.y();
      }
    }
    return best;
  }

  private static Chart chart(
      Caption caption, Canvas canvas, Scale x, Scale y, List<Choice> choices, List<Choice> best) {
    List<Choice> others = choices.stream().filter(c -> !best.contains(c)).toList();
    XYSeriesCollection points = new XYSeriesCollection();
    points.addSeries(series("others", others));
    points.addSeries(series("best", best));
    XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(false, true);
    renderer.setSeriesPaint(0, Palette.BASELINE_BAR);
    renderer.setSeriesShape(0, Marks.dot(3.5));
    renderer.setSeriesPaint(1, Palette.BAR);
    renderer.setSeriesShape(1, Marks.diamond(6));
    renderer.setDefaultToolTipGenerator(
        (data, series, item) -> {
          Choice choice = (series == 0 ? others : best).get(item);
          return choice.name() + ": " + x.text(choice.x()) + ", " + y.text(choice.y());
        });
    XYPlot plot =
        new XYPlot(
            points,
            x.across(choices.stream().mapToDouble(Choice::x), canvas),
            y.upwards(choices.stream().mapToDouble(Choice::y)),
            renderer);
    XYSeriesCollection front = new XYSeriesCollection(series("front", best));
    XYStepRenderer steps = new XYStepRenderer();
    steps.setSeriesPaint(0, Palette.BAR);
    steps.setSeriesStroke(0, new BasicStroke(1));
    plot.setDataset(1, front);
    plot.setRenderer(1, steps);
    ChartTheme.style(plot);
    plot.setInsets(new RectangleInsets(8, 0, 4, ChartTheme.TICK_ROOM));
    plot.setNoDataMessage("nothing to show");
    plot.addAnnotation(
        new PointLabels(
            best.stream().map(c -> new PointLabels.Label(name(c, canvas), c.x(), c.y())).toList(),
            choices.stream().map(c -> new PointLabels.Label("", c.x(), c.y())).toList()));
    int height = ChartTheme.frameHeight(canvas) + HEIGHT;
    return new Chart(ChartTheme.framed(caption, plot, canvas), canvas.width(), height);
  }

  private static XYSeries series(String name, List<Choice> choices) {
    XYSeries series = new XYSeries(name, false);
    choices.forEach(choice -> series.add(choice.x(), choice.y()));
    return series;
  }

  private static String name(Choice choice, Canvas canvas) {
    return ChartTheme.shown(choice.name(), ChartTheme.LABEL_FONT, canvas.longestName());
  }

  private static String summary(List<Choice> best) {
    return best.isEmpty()
        ? "There is no choice to show."
        : "No other choice is better in both than "
            + best.stream().map(Choice::name).collect(Collectors.joining(", "))
            + ".";
  }

  private static ReportTable table(
      Caption caption, Scale x, Scale y, List<Choice> choices, List<Choice> best) {
    return new ReportTable(
        caption.title(),
        "choice",
        choices.stream().map(Choice::name).toList(),
        List.of(
            new Group(
                "",
                List.of(
                    Column.number(
                        x.label(), choices.stream().map(c -> Numbers.shown(c.x())).toList()),
                    Column.number(
                        y.label(), choices.stream().map(c -> Numbers.shown(c.y())).toList()),
                    Column.text(
                        "Pareto",
                        choices.stream().map(c -> best.contains(c) ? "yes" : "").toList())))),
        List.of());
  }
}
