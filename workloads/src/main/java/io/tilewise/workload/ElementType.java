package io.tilewise.workload;

/**
 * Type of one tensor element.
 *
 * <p>{@link #QS8} is an 8-bit integer with a scale and a zero point per tensor (or per channel for
 * weights); it moves like {@link #S8} and computes in integer arithmetic.
 */
public enum ElementType {
  F32("f32", 4, true),
  F16("f16", 2, true),
  QS8("qs8", 1, false),
  S8("s8", 1, false),
  S32("s32", 4, false),
  S64("s64", 8, false),
  BOOL("bool", 1, false);

  private final String symbol;
  private final int bytes;
  private final boolean floating;

  ElementType(String symbol, int bytes, boolean floating) {
    this.symbol = symbol;
    this.bytes = bytes;
    this.floating = floating;
  }

  /** Short name as in listings: {@code f16}, {@code qs8}. */
  public String symbol() {
    return symbol;
  }

  /** Size of one element in bytes. */
  public int bytes() {
    return bytes;
  }

  /** Whether this is a floating-point type. */
  public boolean isFloating() {
    return floating;
  }

  @Override
  public String toString() {
    return symbol;
  }
}
