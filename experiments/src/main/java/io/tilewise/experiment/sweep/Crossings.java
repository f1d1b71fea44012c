package io.tilewise.experiment.sweep;

import io.tilewise.experiment.sweep.SweepFile.CrossingBlock;
import io.tilewise.experiment.sweep.SweepResult.CrossingResult;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where, along an axis, two scenarios change places in a metric or one crosses a value. Points that
 * agree on all other axes make a line; between neighbours on it where the difference changes its
 * sign, the crossing is where a straight line through both differences is zero (over the logarithm
 * of the position on a logarithmic axis). Points that failed are left out, so neighbours may be
 * further apart there. What happens between neighbours besides is not seen.
 */
final class Crossings {
  private static final MathContext SHOWN = new MathContext(4);

  private final Sweep sweep;
  private final SweepColumns columns;
  private final CrossingBlock block;
  private final List<String> scenarios;
  private final int axis;

  Crossings(
      Sweep sweep, SweepColumns columns, CrossingBlock block, List<String> scenarios, int axis) {
    this.sweep = sweep;
    this.columns = columns;
    this.block = block;
    this.scenarios = scenarios;
    this.axis = axis;
  }

  List<CrossingResult> find() {
    double[] first = columns.want(scenarios.get(0), block.metric());
    double[] second =
        scenarios.size() == 2 ? columns.want(scenarios.get(1), block.metric()) : new double[0];
    double[] positions = columns.positions(axis);
    List<CrossingResult> found = new ArrayList<>();
    for (List<Integer> line : lines().values()) {
      line.removeIf(point -> Double.isNaN(difference(first, second, point)));
      line.sort(Comparator.comparingDouble(point -> positions[point]));
      for (int i = 1; i < line.size(); i++) {
        int a = line.get(i - 1);
        int b = line.get(i);
        double before = difference(first, second, a);
        double after = difference(first, second, b);
        // A difference of zero belongs to the interval that it ends.
        if ((before < 0 && after >= 0) || (before > 0 && after <= 0)) {
          double part = before / (before - after);
          found.add(crossing(b, positions[a], positions[b], part, before));
        }
      }
    }
    return found;
  }

  private double difference(double[] first, double[] second, int point) {
    return first[point] - (scenarios.size() == 2 ? second[point] : block.value().orElseThrow());
  }

  /** The points on each line along the axis, in the order of the first point of each. */
  private Map<String, List<Integer>> lines() {
    Map<String, List<Integer>> lines = new LinkedHashMap<>();
    for (int point = 0; point < sweep.size(); point++) {
      List<AxisValue> values = columns.at(point);
      StringBuilder others = new StringBuilder();
      for (int i = 0; i < values.size(); i++) {
        if (i != axis) {
          others.append(values.get(i).text()).append('\n');
        }
      }
      lines.computeIfAbsent(others.toString(), key -> new ArrayList<>()).add(point);
    }
    return lines;
  }

  private CrossingResult crossing(int point, double low, double high, double part, double before) {
    Axis along = sweep.axes().get(axis);
    double position =
        along.isLogarithmic() ? low * Math.pow(high / low, part) : low + part * (high - low);
    Map<String, String> others = new LinkedHashMap<>();
    List<AxisValue> values = columns.at(point);
    for (int i = 0; i < values.size(); i++) {
      if (i != axis) {
        others.put(sweep.axes().get(i).name(), values.get(i).text());
      }
    }
    return new CrossingResult(
        what(),
        along.name(),
        others,
        position,
        low,
        high,
        statement(along, others, position, low, high, before));
  }

  private String what() {
    return scenarios.size() == 2
        ? block.metric() + " of " + scenarios.get(0) + " and " + scenarios.get(1)
        : block.metric()
            + " of "
            + scenarios.get(0)
            + " and "
            + number(block.value().orElseThrow());
  }

  private String statement(
      Axis along,
      Map<String, String> others,
      double position,
      double low,
      double high,
      double before) {
    String unit = along.unit().filter(u -> !u.isEmpty()).map(u -> " " + u).orElse("");
    String larger = before > 0 ? "below" : "above";
    String subject =
        scenarios.size() == 2
            ? scenarios.get(0) + " has the larger " + block.metric() + " than " + scenarios.get(1)
            : block.metric()
                + " of "
                + scenarios.get(0)
                + " is larger than "
                + number(block.value().orElseThrow());
    StringBuilder text = new StringBuilder(subject);
    text.append(' ').append(larger).append(' ').append(along.name());
    text.append(" = ").append(number(position)).append(unit);
    if (!others.isEmpty()) {
      List<String> fixed = new ArrayList<>();
      others.forEach((name, value) -> fixed.add(name + " = " + value));
      text.append(" at ").append(String.join(", ", fixed));
    }
    return text.append(" (by a straight line between the points at ")
        .append(number(low))
        .append(" and ")
        .append(number(high))
        .append(unit)
        .append(along.isLogarithmic() ? ", over the logarithm)" : ")")
        .toString();
  }

  private static String number(double value) {
    return new BigDecimal(value).round(SHOWN).stripTrailingZeros().toPlainString();
  }
}
