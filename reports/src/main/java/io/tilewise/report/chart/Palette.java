package io.tilewise.report.chart;

import io.tilewise.workload.Category;
import java.awt.Color;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The colours of the charts, for paper and for a dark page. Those of the categories become lighter
 * step by step (on a dark page darker), so that neighbours are told apart by lightness alone: in
 * grey print and with any colour blindness.
 */
public final class Palette {

  public static final Color BACKGROUND = Color.WHITE;
  public static final Color TEXT = new Color(0x22, 0x26, 0x2B);
  public static final Color QUIET_TEXT = new Color(0x5B, 0x63, 0x6B);
  public static final Color GRID = new Color(0xE3, 0xE6, 0xE9);
  public static final Color BASELINE_BAR = new Color(0x8A, 0x93, 0x9C);
  public static final Color BAR = new Color(0x1F, 0x5A, 0x96);

  public static final Color HELD_OUT = new Color(0xD9, 0x5F, 0x0E);
  public static final Color BAND = new Color(0xEE, 0xF1, 0xF4);

  /** What became less, and what became more. */
  public static final Color LESS = new Color(0x45, 0x8F, 0x8C);

  public static final Color MORE = HELD_OUT;

  /** In the order of {@link io.tilewise.workload.Category}. */
  public static final List<Color> CATEGORIES =
      List.of(
          new Color(0x12, 0x2B, 0x4A),
          BAR,
          LESS,
          new Color(0xF0, 0xA8, 0x3C),
          new Color(0xDD, 0xE0, 0xE3));

  /** The colour of an operator category. */
  public static Color of(Category category) {
    return CATEGORIES.get(List.of(Category.values()).indexOf(category));
  }

  /** Of lines, which are labelled too, so that colour alone need not tell them apart. */
  static final List<Color> SERIES =
      List.of(
          BAR,
          HELD_OUT,
          LESS,
          new Color(0x7A, 0x4F, 0xA3),
          new Color(0x12, 0x2B, 0x4A),
          new Color(0x8A, 0x6D, 0x1B));

  /** Of areas on top of each other; neighbours differ in lightness too. */
  public static final List<Color> LAYERS =
      List.of(
          CATEGORIES.get(0),
          CATEGORIES.get(3),
          BAR,
          new Color(0xE8, 0xCF, 0x9A),
          new Color(0x7B, 0x3F, 0x8C),
          new Color(0x9C, 0xC3, 0xE6),
          LESS,
          new Color(0xB8, 0xC4, 0x4A),
          new Color(0x5A, 0x3A, 0x22),
          CATEGORIES.get(4));

  /** Text on a category's colour; each its own, so that a dark page can change it. */
  private static final List<Color> INKS =
      List.of(
          new Color(255, 255, 254),
          new Color(255, 255, 253),
          new Color(0, 0, 1),
          new Color(0, 0, 2),
          new Color(0, 0, 3));

  private static final Map<Color, Tone> TONES = tones();

  private Palette() {}

  /**
   * A colour as a page names it.
   *
   * @param name of the CSS property, without dashes
   * @param dark what it is on a dark page
   */
  public record Tone(String name, Color light, Color dark) {}

  /** The colours that a dark page changes. */
  public static List<Tone> all() {
    return List.copyOf(TONES.values());
  }

  /** How a page names a colour; empty if it is the same on every page. */
  public static Optional<Tone> tone(Color color) {
    return Optional.ofNullable(TONES.get(color));
  }

  private static Map<Color, Tone> tones() {
    Map<Color, Tone> tones = new LinkedHashMap<>();
    add(tones, "paper", BACKGROUND, 0x16191D);
    add(tones, "text", TEXT, 0xE8EAED);
    add(tones, "quiet", QUIET_TEXT, 0xA9B1BA);
    add(tones, "grid", GRID, 0x2E343A);
    add(tones, "band", BAND, 0x23282E);
    add(tones, "baseline", BASELINE_BAR, 0x7F8993);
    add(tones, "signal", HELD_OUT, 0xF28C3A);
    add(tones, "violet", SERIES.get(3), 0xB68FE0);
    add(tones, "olive", SERIES.get(5), 0xC7A94A);
    add(tones, "sand", LAYERS.get(3), 0x6B5A33);
    add(tones, "plum", LAYERS.get(4), 0xC79BD6);
    add(tones, "sky", LAYERS.get(5), 0x2F5878);
    add(tones, "moss", LAYERS.get(7), 0x5E6618);
    add(tones, "brown", LAYERS.get(8), 0xC9A184);
    int[] dark = {0xE3EAF5, 0x8DB3E2, 0x45938F, 0x8F530E, 0x3A4149};
    int[] darkInk = {0x000000, 0x000000, 0x000000, 0xFFFFFF, 0xFFFFFF};
    for (int i = 0; i < CATEGORIES.size(); i++) {
      add(tones, "part" + i, CATEGORIES.get(i), dark[i]);
      add(tones, "ink" + i, INKS.get(i), darkInk[i]);
    }
    return tones;
  }

  private static void add(Map<Color, Tone> tones, String name, Color light, int dark) {
    tones.put(light, new Tone(name, light, new Color(dark)));
  }

  /** Black or white, whichever is the easier to read on a colour. */
  static Color textOn(Color background) {
    int category = CATEGORIES.indexOf(background);
    if (category >= 0) {
      return INKS.get(category);
    }
    return contrast(background, Color.WHITE) > contrast(background, Color.BLACK)
        ? Color.WHITE
        : Color.BLACK;
  }

  /** Contrast of two colours, from 1 to 21, as WCAG 2 defines it. */
  static double contrast(Color a, Color b) {
    double lighter = Math.max(luminance(a), luminance(b));
    double darker = Math.min(luminance(a), luminance(b));
    return (lighter + 0.05) / (darker + 0.05);
  }

  /** Relative luminance, from 0 (black) to 1 (white), as WCAG 2 defines it. */
  public static double luminance(Color color) {
    return 0.2126 * linear(color.getRed())
        + 0.7152 * linear(color.getGreen())
        + 0.0722 * linear(color.getBlue());
  }

  /** {@code #rrggbb}. */
  public static String hex(Color color) {
    return String.format(Locale.ROOT, "#%06x", color.getRGB() & 0xFFFFFF);
  }

  private static double linear(int component) {
    double c = component / 255.0;
    return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
  }
}
