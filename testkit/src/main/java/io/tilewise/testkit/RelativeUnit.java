package io.tilewise.testkit;

/** Units of relative tolerances. */
public enum RelativeUnit {
  PERCENT("%", 1e-2),
  PER_MILLE("per mille", 1e-3);

  private final String symbol;
  private final double factor;

  RelativeUnit(String symbol, double factor) {
    this.symbol = symbol;
    this.factor = factor;
  }

  /** As messages write it. */
  String symbol() {
    return symbol;
  }

  /** What one of it is. */
  double factor() {
    return factor;
  }
}
