package io.tilewise.cli;

import java.util.function.Function;

/**
 * A column of a {@link Table}.
 *
 * @param <T> what a row is about
 * @param header what stands above it, unit included
 * @param alignment on which side the cells end
 * @param cell what stands in it
 */
public record Column<T>(String header, Alignment alignment, Function<? super T, String> cell) {

  /** On which side cells of a column are in line. */
  public enum Alignment {
    /** For text. */
    LEFT,
    /** For numbers. */
    RIGHT
  }

  /** A column of text. */
  public static <T> Column<T> left(String header, Function<? super T, String> cell) {
    return new Column<>(header, Alignment.LEFT, cell);
  }

  /** A column of numbers. */
  public static <T> Column<T> right(String header, Function<? super T, String> cell) {
    return new Column<>(header, Alignment.RIGHT, cell);
  }
}
