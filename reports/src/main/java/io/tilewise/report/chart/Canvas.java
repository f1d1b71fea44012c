package io.tilewise.report.chart;

/**
 * What a chart is drawn on.
 *
 * @param width in pixels
 * @param framed whether title, subtitle and source are drawn; a page says them around the chart
 */
public record Canvas(int width, boolean framed) {

  /** A chart that stands alone, in a file. */
  public static final Canvas FILE = new Canvas(900, true);

  /** A chart in a page. */
  public static final Canvas PAGE = new Canvas(900, false);

  /** A chart in a page on a phone. */
  public static final Canvas PHONE = new Canvas(440, false);

  private static final int NARROW = 600;

  /** Whether there is no room for long texts beside each other. */
  public boolean isNarrow() {
    return width < NARROW;
  }

  /** Characters that the name of a bar or line can have. */
  public int longestName() {
    return isNarrow() ? 18 : 30;
  }

  /** Characters that the path of a parameter can have: paths are long, and all of them tells. */
  public int longestPath() {
    return isNarrow() ? 22 : 48;
  }

  /** Ticks that an axis across the canvas can have. */
  public int mostTicks() {
    return isNarrow() ? 4 : 8;
  }
}
