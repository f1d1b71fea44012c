package io.tilewise.report.html;

import java.util.Locale;
import java.util.StringTokenizer;

/**
 * Path data of SVG made short: relative to the point before, in tenths of a pixel. Rounding does
 * not add up, since each step is measured from where the path is after rounding.
 */
final class PathData {

  private static final String COMMANDS = "MLQCZ";

  private final StringBuilder out = new StringBuilder();
  private long x;
  private long y;
  private long startX;
  private long startY;

  private PathData() {}

  /**
   * Shortens.
   *
   * @param data of the commands M, L, Q, C and Z in capitals, as Batik writes it
   */
  static String shortened(String data) {
    PathData path = new PathData();
    StringTokenizer tokens = new StringTokenizer(data.replaceAll("([A-Z])", " $1 "));
    char command = 'M';
    while (tokens.hasMoreTokens()) {
      String token = tokens.nextToken();
      if (COMMANDS.indexOf(token.charAt(0)) < 0) {
        throw new IllegalArgumentException("path data of another form: " + data);
      }
      command = token.charAt(0);
      path.add(command, tokens);
    }
    return path.out.toString();
  }

  private void add(char command, StringTokenizer tokens) {
    if (command == 'Z') {
      out.append('z');
      x = startX;
      y = startY;
      return;
    }
    int points = command == 'C' ? 3 : command == 'Q' ? 2 : 1;
    out.append(Character.toLowerCase(command));
    long nextX = x;
    long nextY = y;
    for (int i = 0; i < points; i++) {
      nextX = tenths(tokens.nextToken());
      nextY = tenths(tokens.nextToken());
      append(nextX - x, i > 0);
      append(nextY - y, true);
    }
    x = nextX;
    y = nextY;
    if (command == 'M') {
      startX = x;
      startY = y;
    }
  }

  private static long tenths(String number) {
    return Math.round(Double.parseDouble(number) * 10);
  }

  private void append(long tenths, boolean isSeparated) {
    if (isSeparated && tenths >= 0) {
      out.append(' ');
    }
    long whole = Math.abs(tenths) / 10;
    long part = Math.abs(tenths) % 10;
    out.append(tenths < 0 ? "-" : "");
    out.append(part == 0 ? Long.toString(whole) : String.format(Locale.ROOT, "%d.%d", whole, part));
  }
}
