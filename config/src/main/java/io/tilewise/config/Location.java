package io.tilewise.config;

import java.util.Comparator;

/**
 * A place in a file, or a command-line option.
 *
 * @param source the file as the user named it, or the option
 * @param line counted from 1; 0 if the source has no lines
 * @param column counted from 1; 0 if the source has no lines
 */
public record Location(String source, int line, int column) implements Comparable<Location> {

  private static final Comparator<Location> ORDER =
      Comparator.comparing(Location::source)
          .thenComparingInt(Location::line)
          .thenComparingInt(Location::column);

  /** A source as a whole. */
  public static Location of(String source) {
    return new Location(source, 0, 0);
  }

  /** The file's name and the line: the same wherever the file lies, for what is kept. */
  String fileNameAndLine() {
    String name = source.substring(source.replace('\\', '/').lastIndexOf('/') + 1);
    return line == 0 ? toString() : Show.visible(name) + ":" + line;
  }

  @Override
  public int compareTo(Location other) {
    return ORDER.compare(this, other);
  }

  /** {@code file:line:column}, as editors and terminals recognise it. */
  @Override
  public String toString() {
    return line == 0 ? Show.visible(source) : Show.visible(source) + ":" + line + ":" + column;
  }
}
