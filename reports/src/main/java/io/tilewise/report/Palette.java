package io.tilewise.report;

import java.awt.Color;
import java.util.List;

/**
 * The colours of the charts. Those of the categories become lighter step by step, so that
 * neighbours are told apart by lightness alone: in grey print and with any colour blindness.
 */
final class Palette {

  static final Color BACKGROUND = Color.WHITE;
  static final Color TEXT = new Color(0x22, 0x26, 0x2B);
  static final Color QUIET_TEXT = new Color(0x5B, 0x63, 0x6B);
  static final Color GRID = new Color(0xE3, 0xE6, 0xE9);
  static final Color BASELINE_BAR = new Color(0x8A, 0x93, 0x9C);
  static final Color BAR = new Color(0x1F, 0x5A, 0x96);

  static final Color HELD_OUT = new Color(0xD9, 0x5F, 0x0E);
  static final Color BAND = new Color(0xEE, 0xF1, 0xF4);

  /** In the order of {@link io.tilewise.workload.Category}. */
  static final List<Color> CATEGORIES =
      List.of(
          new Color(0x12, 0x2B, 0x4A),
          new Color(0x1F, 0x5A, 0x96),
          new Color(0x45, 0x8F, 0x8C),
          new Color(0xF0, 0xA8, 0x3C),
          new Color(0xDD, 0xE0, 0xE3));

  private Palette() {}

  /** Black or white, whichever is the easier to read on a colour. */
  static Color textOn(Color background) {
    double luminance = luminance(background);
    double withWhite = 1.05 / (luminance + 0.05);
    double withBlack = (luminance + 0.05) / 0.05;
    return withWhite > withBlack ? Color.WHITE : Color.BLACK;
  }

  /** Relative luminance, from 0 (black) to 1 (white), as WCAG 2 defines it. */
  static double luminance(Color color) {
    return 0.2126 * linear(color.getRed())
        + 0.7152 * linear(color.getGreen())
        + 0.0722 * linear(color.getBlue());
  }

  private static double linear(int component) {
    double c = component / 255.0;
    return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
  }
}
