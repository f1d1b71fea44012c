package io.tilewise.config;

import java.util.stream.IntStream;

/**
 * How large a file may be. Files are untrusted; a file beyond a limit is refused.
 *
 * @param bytes size of the file
 * @param lineLength characters of a line; the time to read one grows with its square
 * @param depth mappings and lists inside each other
 * @param nodes keys and values, those that aliases repeat included
 * @param aliases uses of anchors
 */
public record Limits(int bytes, int lineLength, int depth, int nodes, int aliases) {

  /**
   * Checks the figures.
   *
   * @throws IllegalArgumentException if one is negative
   */
  public Limits {
    if (IntStream.of(bytes, lineLength, depth, nodes, aliases).anyMatch(limit -> limit < 0)) {
      throw new IllegalArgumentException("a limit is negative");
    }
  }

  /**
   * 4 MiB, 100 000 characters a line, 32 levels, 200 000 nodes, 50 aliases: ample for a file
   * written by hand.
   */
  public static Limits standard() {
    return new Limits(4 << 20, 100_000, 32, 200_000, 50);
  }
}
