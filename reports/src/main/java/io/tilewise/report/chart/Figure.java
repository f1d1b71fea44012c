package io.tilewise.report.chart;

import io.tilewise.report.text.ReportTable;

/**
 * A chart with what one needs to believe it: its words and the numbers behind it.
 *
 * @param key names the file and the place in a page: letters, digits and hyphens
 * @param caption its title and where it comes from
 * @param summary what one sees in it, in a sentence, for those who do not
 * @param data the numbers that it draws
 * @param drawing draws it
 */
public record Figure(
    String key, Caption caption, String summary, ReportTable data, Drawing drawing) {

  /** Draws a chart to a canvas. */
  @FunctionalInterface
  public interface Drawing {

    /** The chart; the same canvas gives the same chart. */
    Chart on(Canvas canvas);
  }
}
