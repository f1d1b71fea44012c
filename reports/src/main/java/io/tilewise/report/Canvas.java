package io.tilewise.report;

/**
 * What a chart is drawn on.
 *
 * @param width in pixels
 * @param framed whether title, subtitle and source are drawn; a page says them around the chart
 */
record Canvas(int width, boolean framed) {

  /** A chart that stands alone, in a file. */
  static final Canvas FILE = new Canvas(900, true);

  /** A chart in a page. */
  static final Canvas PAGE = new Canvas(900, false);

  /** A chart in a page on a phone. */
  static final Canvas PHONE = new Canvas(440, false);

  private static final int NARROW = 600;

  /** Whether there is no room for long texts beside each other. */
  boolean isNarrow() {
    return width < NARROW;
  }

  /** Characters that the name of a bar or line can have. */
  int longestName() {
    return isNarrow() ? 18 : 30;
  }

  /** Ticks that an axis across the canvas can have. */
  int mostTicks() {
    return isNarrow() ? 4 : 8;
  }
}
