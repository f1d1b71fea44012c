package io.tilewise.cpu;

import java.util.Map;
import java.util.function.DoubleBinaryOperator;

/**
 * Evaluates formulas of {@link io.tilewise.cpu.cost.Notes}: {@code + - * / ( )}, {@code max(a, b,
 * ...)}, {@code min}, {@code ceil(a)}, numbers and symbols. Recursive descent.
 */
final class Formula {
  private final String text;
  private final Map<String, Double> symbols;
  private int position;

  private Formula(String text, Map<String, Double> symbols) {
    this.text = text;
    this.symbols = symbols;
  }

  /**
   * The value of a formula.
   *
   * @throws IllegalArgumentException if it is none, or has a symbol that is not given
   */
  static double evaluate(String text, Map<String, Double> symbols) {
    Formula formula = new Formula(text, symbols);
    double value = formula.sum();
    if (formula.position < text.length()) {
      throw formula.problem("something else");
    }
    return value;
  }

  private double sum() {
    double value = product();
    while (true) {
      if (next('+')) {
        value += product();
      } else if (next('-')) {
        value -= product();
      } else {
        return value;
      }
    }
  }

  private double product() {
    double value = factor();
    while (true) {
      if (next('*')) {
        value *= factor();
      } else if (next('/')) {
        value /= factor();
      } else {
        return value;
      }
    }
  }

  private double factor() {
    if (next('(')) {
      return closed(sum());
    }
    String word = word();
    if (word.isEmpty()) {
      throw problem("a number, a symbol or (");
    }
    if (Character.isDigit(word.charAt(0))) {
      return Double.parseDouble(word);
    }
    if (next('(')) {
      return function(word);
    }
    Double value = symbols.get(word);
    if (value == null) {
      throw problem("a symbol noted before, not " + word);
    }
    return value;
  }

  private double function(String name) {
    return switch (name) {
      case "ceil" -> closed(Math.ceil(sum()));
      case "max" -> closed(reduced(Math::max));
      case "min" -> closed(reduced(Math::min));
      default -> throw problem("max, min or ceil, not " + name);
    };
  }

  private double reduced(DoubleBinaryOperator operator) {
    double value = sum();
    while (next(',')) {
      value = operator.applyAsDouble(value, sum());
    }
    return value;
  }

  private double closed(double value) {
    if (!next(')')) {
      throw problem(")");
    }
    return value;
  }

  private String word() {
    skipSpaces();
    int start = position;
    while (position < text.length() && isOfWord(text.charAt(position))) {
      position++;
    }
    return text.substring(start, position);
  }

  private static boolean isOfWord(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '.';
  }

  private boolean next(char wanted) {
    skipSpaces();
    if (position < text.length() && text.charAt(position) == wanted) {
      position++;
      return true;
    }
    return false;
  }

  private void skipSpaces() {
    while (position < text.length() && text.charAt(position) == ' ') {
      position++;
    }
  }

  private IllegalArgumentException problem(String wanted) {
    return new IllegalArgumentException(text + ": wanted " + wanted + " at " + position);
  }
}
