package io.tilewise.report.text;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Numbers as reports print them: the same in every locale, {@code -} where there is none. */
public final class Numbers {

  /** Stands where a number is missing or has no meaning, such as a share of nothing. */
  public static final String NONE = "-";

  private static final int DIGITS = 12;

  private Numbers() {}

  /** The value with so many decimals. */
  public static String fixed(double value, int decimals) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%." + decimals + "f", value) : NONE;
  }

  /** The value with so many decimals and its sign, also where it is positive: +3.1, −805.6, 0.0. */
  public static String signed(double value, int decimals) {
    String number = fixed(Math.abs(value), decimals);
    boolean isZero = number.chars().noneMatch(c -> c >= '1' && c <= '9');
    if (isZero || number.equals(NONE)) {
      return number;
    }
    return (value < 0 ? "\u2212" : "+") + number;
  }

  /** The same with a hyphen for the minus, for tables that a terminal shows too: +1.25, -1.25. */
  public static String signedPlain(double value, int decimals) {
    return signed(value, decimals).replace('\u2212', '-');
  }

  /** The value with about three digits, for running text: 881, 29.8, 1.04. */
  public static String brief(double value) {
    return fixed(value, Math.max(0, decimals(value) - 1));
  }

  /** The value with at most four digits and no more zeros than needed: 1187, 0.0025, 12.5. */
  public static String shown(double value) {
    if (!Double.isFinite(value)) {
      return NONE;
    }
    BigDecimal rounded = BigDecimal.valueOf(value).round(new MathContext(4));
    double size = Math.abs(value);
    return size != 0 && (size >= 1e9 || size < 1e-6)
        ? String.format(Locale.ROOT, "%.3g", value)
        : rounded.stripTrailingZeros().toPlainString();
  }

  /** A round number at an axis: 0.5, 200; 2e7 and 5e-5 where the zeros would be too many. */
  public static String tick(double value) {
    double size = Math.abs(value);
    if (size == 0 || (size < 1e6 && size >= 1e-4)) {
      return plain(value);
    }
    int power = (int) Math.floor(Math.log10(size) + 1e-9);
    return plain(value / Math.pow(10, power)) + "e" + power;
  }

  /** Part of a whole: 76.1 %. */
  public static String percent(double part, double whole, int decimals) {
    String number = fixed(100 * part / whole, decimals);
    return number.equals(NONE) ? NONE : number + " %";
  }

  /** How many times faster: 7.40x. */
  public static String speedup(double ratio) {
    String number = fixed(ratio, 2);
    return number.equals(NONE) ? NONE : number + "x";
  }

  /** Decimals that show four digits of a column's largest value: 1 for 1163, 4 for 1.04. */
  public static int decimals(double largest) {
    if (!(largest > 0) || !Double.isFinite(largest)) {
      return 1;
    }
    return Math.min(9, Math.max(1, 3 - (int) Math.floor(Math.log10(largest))));
  }

  /** The value as a person would write it: with the digits it has, no zeros at the end. */
  public static String plain(double value) {
    BigDecimal rounded = BigDecimal.valueOf(value).round(new MathContext(DIGITS));
    return rounded.stripTrailingZeros().toPlainString();
  }
}
