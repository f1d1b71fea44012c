package io.tilewise.report.chart;

import io.tilewise.report.text.Numbers;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.Range;

/**
 * A logarithmic axis with ticks at 1, 2, 5, 10, 20, … where JFreeChart's own are at powers of
 * fractions of ten. Over many decades only powers of ten have one, within a part of a decade round
 * steps.
 */
public final class LogarithmicAxis extends LogAxis {

  private static final int FEWEST = 3;
  private static final int MOST = 14;
  private static final int MOST_DECADES = 6;

  public LogarithmicAxis(String label, Range range) {
    super(label);
    setRange(range);
  }

  @Override
  public List<NumberTick> refreshTicks(
      Graphics2D graphics, AxisState state, Rectangle2D area, RectangleEdge edge) {
    boolean vertical = RectangleEdge.isLeftOrRight(edge);
    TextAnchor anchor = vertical ? TextAnchor.CENTER_RIGHT : TextAnchor.TOP_CENTER;
    List<NumberTick> ticks = new ArrayList<>();
    for (double value : values(getRange())) {
      ticks.add(new NumberTick(value, Numbers.tick(value), anchor, anchor, 0));
    }
    return ticks;
  }

  public static double[] values(Range range) {
    double[] fine = values(range, 1, 2, 5);
    if (fine.length < FEWEST) {
      return steps(range);
    }
    return fine.length <= MOST ? fine : thinned(values(range, 1));
  }

  private static double[] values(Range range, double... factors) {
    int first = (int) Math.floor(Math.log10(range.getLowerBound()));
    int last = (int) Math.ceil(Math.log10(range.getUpperBound()));
    return IntStream.rangeClosed(first, last)
        .mapToObj(power -> DoubleStream.of(factors).map(factor -> factor * Math.pow(10, power)))
        .flatMapToDouble(decade -> decade)
        .filter(range::contains)
        .toArray();
  }

  private static double[] steps(Range range) {
    double step = ChartTheme.niceStep(range.getLength() / MOST * 2);
    return IntStream.range(0, 2 * MOST)
        .mapToDouble(i -> (Math.ceil(range.getLowerBound() / step) + i) * step)
        .filter(range::contains)
        .toArray();
  }

  private static double[] thinned(double... values) {
    int every = 1 + (values.length - 1) / MOST_DECADES;
    return IntStream.range(0, values.length)
        .filter(i -> i % every == 0)
        .mapToDouble(i -> values[i])
        .toArray();
  }
}
