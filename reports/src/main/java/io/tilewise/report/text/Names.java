package io.tilewise.report.text;

import java.util.Locale;
import java.util.function.IntPredicate;

/** Names from files made fit to print: nothing invisible, not longer than there is room for. */
public final class Names {

  private static final String GAP = "..";

  private Names() {}

  /** The name in printable ASCII, everything else escaped, so that any terminal shows the same. */
  static String ascii(String name) {
    return escaped(name, codePoint -> codePoint >= ' ' && codePoint <= '~');
  }

  /** The name with line ends, control, formatting and unassigned characters escaped. */
  public static String visible(String name) {
    return escaped(name, Names::isVisible);
  }

  /** The name with all characters escaped that are not allowed. */
  public static String escaped(String name, IntPredicate allowed) {
    StringBuilder text = new StringBuilder(name.length());
    name.codePoints()
        .forEach(
            codePoint -> {
              if (allowed.test(codePoint)) {
                text.appendCodePoint(codePoint);
              } else {
                text.append(String.format(Locale.ROOT, "\\u%04x", codePoint));
              }
            });
    return text.toString();
  }

  /**
   * The name in at most so many characters; its middle is left out, because names often differ in
   * how they begin or end.
   */
  public static String shortened(String name, int most) {
    int length = name.codePointCount(0, name.length());
    if (length <= most) {
      return name;
    }
    int tail = (most - GAP.length()) / 2;
    int head = most - GAP.length() - tail;
    return name.substring(0, name.offsetByCodePoints(0, head))
        + GAP
        + name.substring(name.offsetByCodePoints(name.length(), -tail));
  }

  private static boolean isVisible(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
