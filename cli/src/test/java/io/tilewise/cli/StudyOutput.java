package io.tilewise.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/**
 * The numbers of {@code sweep.json}, {@code sensitivity.json} or {@code solve.json}.
 *
 * @param json the file
 */
record StudyOutput(JsonNode json) {

  private static List<String> names(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false)
        .map(item -> item.isTextual() ? item.asText() : item.get("name").asText())
        .toList();
  }

  private static int place(List<String> names, String name) {
    int place = names.indexOf(name);
    if (place < 0) {
      throw new IllegalArgumentException(name + " is none of " + names);
    }
    return place;
  }

  // ---- Sweeps

  /**
   * A metric at a point of a sweep.
   *
   * @param at the value on each axis: a number, of which the nearest on the axis is taken, or text
   */
  double at(String scenario, String metric, Object... at) {
    double[] one = along(scenario, metric, at);
    if (one.length != 1) {
      throw new IllegalArgumentException(one.length + " points");
    }
    return one[0];
  }

  /**
   * A metric at the points of a sweep that have some values on its axes.
   *
   * @param at a value, likewise, or {@code "*"} for all of the axis, or a {@link Range}
   */
  double[] along(String scenario, String metric, Object... at) {
    int s = place(names(json.get("scenarios")), scenario);
    int m = place(names(json.get("metrics")), metric);
    List<Double> found = new ArrayList<>();
    for (JsonNode row : json.get("rows")) {
      boolean fits =
          IntStream.range(0, at.length)
              .allMatch(axis -> fits(axis, row.at("/at/" + axis), at[axis]));
      if (fits) {
        found.add(row.get("values").get(s).get(m).doubleValue());
      }
    }
    return found.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** Values on an axis from one to another, both within. */
  record Range(double from, double to) {}

  private boolean fits(int axis, JsonNode value, Object wanted) {
    if (wanted instanceof Range range) {
      return range.from() <= value.doubleValue() && value.doubleValue() <= range.to();
    }
    if (wanted instanceof Number number) {
      return value.doubleValue() == nearest(axis, number.doubleValue());
    }
    return wanted.equals("*") || wanted.equals(value.asText());
  }

  private double nearest(int axis, double wanted) {
    double best = Double.NaN;
    for (JsonNode value : json.at("/axes/" + axis + "/values")) {
      if (!(Math.abs(value.doubleValue() - wanted) >= Math.abs(best - wanted))) {
        best = value.doubleValue();
      }
    }
    return best;
  }

  /** The value on the only axis from which on a metric stays close to what it is at the last. */
  double settledFrom(String scenario, String metric, double tolerance) {
    double[] values = along(scenario, metric, "*");
    int from = values.length - 1;
    double last = values[from];
    while (from > 0 && Math.abs(values[from - 1] / last - 1) <= tolerance) {
      from--;
    }
    return json.at("/axes/0/values/" + from).doubleValue();
  }

  /** The only place where something crosses; not a number if there are none or several. */
  double crossing(String what) {
    List<Double> found = new ArrayList<>();
    for (JsonNode crossing : json.get("crossings")) {
      if (crossing.get("what").asText().contains(what)) {
        found.add(crossing.get("position").doubleValue());
      }
    }
    return found.size() == 1 ? found.get(0) : Double.NaN;
  }

  // ---- Sensitivities

  /** Paths of the parameters, the largest total order index first. */
  List<String> parameters() {
    return StreamSupport.stream(json.get("parameters").spliterator(), false)
        .map(parameter -> parameter.get("path").asText())
        .toList();
  }

  /** A number of a parameter, such as {@code total/value}. */
  double of(String parameter, String number) {
    return json.get("parameters").get(place(parameters(), parameter)).at('/' + number).asDouble();
  }

  // ---- Solves

  /** The number in the value of a parameter of the only answer. */
  double answer(String path) {
    String value = json.at("/answers/0/parameters").get(path).asText();
    return Double.parseDouble(value.split(" ", 2)[0]);
  }

  /** A metric there. */
  double metric(String name) {
    return json.at("/answers/0/metrics").get(name).doubleValue();
  }

  /** What is said about it. */
  boolean says(String part) {
    return StreamSupport.stream(json.get("sentences").spliterator(), false)
        .anyMatch(sentence -> sentence.asText().contains(part));
  }
}
