package io.tilewise.experiment.sweep;

import io.tilewise.config.Quantity;
import io.tilewise.experiment.study.ValueRange;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A condition on the points of a sweep: two operands with a comparison between. An operand is the
 * name or path of an axis, the path of a parameter, or a value with its unit.
 *
 * @param text as it is written
 * @param left left operand
 * @param comparison the comparison
 * @param right right operand
 */
record Constraint(String text, String left, Comparison comparison, String right) {

  private static final String NO_NAME =
      " is an axis or a parameter of the experiment's device or runtime";

  private static final Pattern FORM =
      Pattern.compile("\\s*(.*?)\\s*(<=|>=|==|!=|<|>)\\s*(.*?)\\s*");

  /** A comparison. */
  enum Comparison {
    BELOW("<"),
    AT_MOST("<="),
    ABOVE(">"),
    AT_LEAST(">="),
    EQUAL("=="),
    DIFFERENT("!=");

    private final String sign;

    Comparison(String sign) {
      this.sign = sign;
    }

    private static Comparison of(String sign) {
      for (Comparison comparison : values()) {
        if (comparison.sign.equals(sign)) {
          return comparison;
        }
      }
      throw new IllegalArgumentException(sign);
    }

    private boolean holds(int order) {
      return switch (this) {
        case BELOW -> order < 0;
        case AT_MOST -> order <= 0;
        case ABOVE -> order > 0;
        case AT_LEAST -> order >= 0;
        case EQUAL -> order == 0;
        case DIFFERENT -> order != 0;
      };
    }
  }

  /**
   * Reads a constraint.
   *
   * @throws IllegalArgumentException if it is none; the message says what one is
   */
  static Constraint parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches() || matcher.group(1).isEmpty() || matcher.group(3).isEmpty()) {
      throw new IllegalArgumentException(
          "\""
              + text
              + "\" is no constraint; write a path, an axis or a value on both sides of one of"
              + " < <= > >= == !=, such as \"memory.l3.size <= 16 MiB\"");
    }
    return new Constraint(
        text, matcher.group(1), Comparison.of(matcher.group(2)), matcher.group(3));
  }

  /**
   * Whether a point fulfils it.
   *
   * @param known finds the value of an axis or a parameter by name; empty for what is neither
   * @throws IllegalArgumentException if the operands cannot be compared
   */
  boolean holds(Function<String, Optional<AxisValue>> known) {
    if (known.apply(left).isEmpty() && known.apply(right).isEmpty()) {
      throw new IllegalArgumentException(
          "in \"" + text + "\", neither " + left + " nor " + right + NO_NAME);
    }
    AxisValue a = operand(left, known);
    AxisValue b = operand(right, known);
    if (a.quantity().isPresent() && b.quantity().isPresent()) {
      Quantity first = a.quantity().get();
      Quantity second = b.quantity().get();
      boolean alike =
          first.dimension() == second.dimension() || (isPlain(first) && isPlain(second));
      if (!alike) {
        throw new IllegalArgumentException(
            "in \""
                + text
                + "\", "
                + first
                + " ("
                + first.dimension().noun()
                + ") cannot be compared with "
                + second
                + " ("
                + second.dimension().noun()
                + ")");
      }
      return comparison.holds(Double.compare(first.inBaseUnit(), second.inBaseUnit()));
    }
    if (comparison != Comparison.EQUAL && comparison != Comparison.DIFFERENT) {
      throw new IllegalArgumentException(
          "in \""
              + text
              + "\", "
              + a.text()
              + " and "
              + b.text()
              + " are not both numbers; only =="
              + " and != compare names");
    }
    return comparison.holds(a.text().compareTo(b.text()));
  }

  private static boolean isPlain(Quantity quantity) {
    return quantity.unit().symbol().isEmpty() || quantity.unit().symbol().equals("%");
  }

  private static AxisValue operand(String operand, Function<String, Optional<AxisValue>> known) {
    return known
        .apply(operand)
        .orElseGet(() -> new AxisValue(operand, ValueRange.quantity(operand), Map.of()));
  }
}
