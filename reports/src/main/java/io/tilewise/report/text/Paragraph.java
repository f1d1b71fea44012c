package io.tilewise.report.text;

/** Sets running text for the terminal: plain ASCII, lines broken between words. */
public final class Paragraph {

  private static final int WIDEST = 118;

  private Paragraph() {}

  /** The text as lines, each ended by a line feed; a word longer than a line has its own. */
  public static String of(String text) {
    StringBuilder lines = new StringBuilder();
    int used = 0;
    for (String word : Names.ascii(text).split(" ", -1)) {
      if (used > 0 && used + 1 + word.length() > WIDEST) {
        lines.append('\n');
        used = 0;
      }
      if (used > 0) {
        lines.append(' ');
        used++;
      }
      lines.append(word);
      used += word.length();
    }
    return lines.append('\n').toString();
  }
}
