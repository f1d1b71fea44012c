package io.tilewise.config;

import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;

/** Makes text from files safe to print in a message: cut to a length, nothing invisible. */
final class Show {

  private static final int LONGEST = 60;
  private static final int MOST_NAMES = 30;

  private Show() {}

  /** The text in double quotes. */
  static String quoted(String text) {
    return '"' + cut(text) + '"';
  }

  /** The names with commas between, so many that a reader still reads them. */
  static String names(Collection<String> names) {
    String shown =
        names.stream().limit(MOST_NAMES).map(Show::cut).collect(Collectors.joining(", "));
    int more = names.size() - MOST_NAMES;
    if (names.isEmpty()) {
      return "none";
    }
    return more > 0 ? shown + " and " + more + " more" : shown;
  }

  /** The text up to a length that fits a message, with characters that cannot be seen escaped. */
  static String cut(String text) {
    int length = Math.min(text.length(), LONGEST);
    return visible(text.substring(0, length)) + (length < text.length() ? "..." : "");
  }

  /** The text with line ends, control, formatting and unusual space characters escaped. */
  static String visible(String text) {
    StringBuilder shown = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      appendVisible(shown, text.codePointAt(i));
    }
    return shown.toString();
  }

  private static void appendVisible(StringBuilder shown, int codePoint) {
    if (isVisible(codePoint)) {
      shown.appendCodePoint(codePoint);
      return;
    }
    switch (codePoint) {
      case '\n' -> shown.append("\\n");
      case '\r' -> shown.append("\\r");
      case '\t' -> shown.append("\\t");
      default -> shown.append(String.format(Locale.ROOT, "\\u%04x", codePoint));
    }
  }

  private static boolean isVisible(int codePoint) {
    if (codePoint == ' ') {
      return true;
    }
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SPACE_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
