package io.tilewise.experiment.sweep;

import io.tilewise.experiment.sweep.SweepFile.CrossingBlock;
import io.tilewise.experiment.sweep.SweepResult.CrossingResult;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

  /** What a line has been found to be, if nothing crosses on it. */
  private enum Side {
    LARGER("always larger"),
    SMALLER("always smaller"),
    EQUAL("always equal"),
    TOUCHING_LARGER("never smaller, and equal at some points"),
    TOUCHING_SMALLER("never larger, and equal at some points"),
    UNKNOWN("unknown everywhere, as no point has a value");

    private final String text;

    Side(String text) {
      this.text = text;
    }
  }

  /**
   * The crossings on all lines, and a sentence on the lines without.
   *
   * @param crossings the crossings
   * @param without a sentence if there are lines without crossing
   */
  record Found(List<CrossingResult> crossings, Optional<String> without) {
    /** Copies the list. */
    Found {
      crossings = List.copyOf(crossings);
    }
  }

  Found find() {
    double[] first = columns.want(scenarios.get(0), block.metric());
    double[] second =
        scenarios.size() == 2 ? columns.want(scenarios.get(1), block.metric()) : new double[0];
    double[] positions = columns.positions(axis);
    List<CrossingResult> found = new ArrayList<>();
    Map<Side, Integer> without = new EnumMap<>(Side.class);
    Collection<List<Integer>> lines = lines().values();
    double low = Arrays.stream(positions).min().orElse(Double.NaN);
    double high = Arrays.stream(positions).max().orElse(Double.NaN);
    for (List<Integer> line : lines) {
      line.removeIf(point -> Double.isNaN(difference(first, second, point)));
      line.sort(Comparator.comparingDouble(point -> positions[point]));
      double[] differences =
          line.stream().mapToDouble(point -> difference(first, second, point)).toArray();
      List<CrossingResult> here = along(line, differences, positions);
      found.addAll(here);
      if (here.isEmpty()) {
        without.merge(side(differences), 1, Integer::sum);
      }
    }
    return new Found(found, without(without, lines.size(), low, high));
  }

  /**
   * The crossings on a line. Where the difference is zero at points, it crosses at the first of
   * them if it has the other sign behind, or stays zero to the end; and at the last of them if it
   * was zero from the beginning. Where it comes back with the same sign it only touches.
   */
  private List<CrossingResult> along(List<Integer> line, double[] difference, double[] positions) {
    List<CrossingResult> found = new ArrayList<>();
    int before = -1;
    for (int i = 0; i < difference.length; i++) {
      if (difference[i] == 0) {
        continue;
      }
      if (before < 0 && i > 0) {
        found.add(between(line, i - 1, 0, -difference[i], positions));
      } else if (before >= 0 && difference[before] > 0 != difference[i] > 0) {
        double next = difference[before + 1];
        double part = difference[before] / (difference[before] - next);
        found.add(between(line, before, part, difference[before], positions));
      }
      before = i;
    }
    if (before >= 0 && before < difference.length - 1) {
      found.add(between(line, before, 1, difference[before], positions));
    }
    return found;
  }

  private CrossingResult between(
      List<Integer> line, int before, double part, double sign, double[] positions) {
    int a = line.get(before);
    int b = line.get(before + 1);
    return crossing(b, positions[a], positions[b], part, sign);
  }

  private static Side side(double[] differences) {
    boolean larger = Arrays.stream(differences).anyMatch(d -> d > 0);
    boolean smaller = Arrays.stream(differences).anyMatch(d -> d < 0);
    boolean touches = Arrays.stream(differences).anyMatch(d -> d == 0);
    if (!larger && !smaller) {
      return touches ? Side.EQUAL : Side.UNKNOWN;
    }
    if (touches) {
      return larger ? Side.TOUCHING_LARGER : Side.TOUCHING_SMALLER;
    }
    return larger ? Side.LARGER : Side.SMALLER;
  }

  private Optional<String> without(Map<Side, Integer> counts, int lines, double low, double high) {
    if (counts.isEmpty()) {
      return Optional.empty();
    }
    Axis along = sweep.axes().get(axis);
    int all = counts.values().stream().mapToInt(Integer::intValue).sum();
    String unit = along.unit().filter(u -> !u.isEmpty()).map(u -> " " + u).orElse("");
    List<String> sides = new ArrayList<>();
    counts.forEach(
        (side, count) -> sides.add(side.text + (counts.size() > 1 ? " on " + count : "")));
    return Optional.of(
        "no crossing between "
            + along.name()
            + " = "
            + number(low)
            + " and "
            + number(high)
            + unit
            + (lines > 1 ? " on " + all + " of " + lines + " lines" : "")
            + ": compared with "
            + (scenarios.size() == 2 ? scenarios.get(1) : number(block.value().orElseThrow()))
            + ", "
            + block.metric()
            + " of "
            + scenarios.get(0)
            + " is "
            + String.join(", ", sides));
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
        part == 0 || part == 1
            ? part == 0 ? low : high
            : along.isLogarithmic() ? low * Math.pow(high / low, part) : low + part * (high - low);
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
