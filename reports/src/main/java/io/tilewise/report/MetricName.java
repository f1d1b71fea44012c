package io.tilewise.report;

import java.util.Locale;

/**
 * Metrics of studies as charts name them. Files name a metric by its key in {@code result.json},
 * which has its unit at the end; a chart says the words, and the unit in brackets.
 */
final class MetricName {
  private static final String BOUND_BY = "bound_by.";

  private MetricName() {}

  /**
   * The words: {@code latency} for {@code latency_ms}, {@code data movement share} for {@code
   * data_movement_share}; resources keep their names.
   *
   * @param unit the metric's unit; may be empty
   */
  static String words(String metric, String unit) {
    if (metric.equals("speedup")) {
      return "speed-up";
    }
    if (metric.startsWith(BOUND_BY)) {
      return "time bound by " + metric.substring(BOUND_BY.length());
    }
    String suffix = '_' + unit.toLowerCase(Locale.ROOT);
    String plain =
        !unit.isEmpty() && metric.endsWith(suffix)
            ? metric.substring(0, metric.length() - suffix.length())
            : metric;
    return plain.replace('_', ' ');
  }

  /** The words with the unit: {@code latency (ms)}. */
  static String withUnit(String metric, String unit) {
    return labelled(words(metric, unit), unit);
  }

  /** A name with a unit, if there is one. */
  static String labelled(String name, String unit) {
    return unit.isEmpty() ? name : name + " (" + unit + ")";
  }
}
