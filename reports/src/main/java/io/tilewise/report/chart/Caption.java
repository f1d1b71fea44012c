package io.tilewise.report.chart;

import io.tilewise.experiment.result.RunResult;
import io.tilewise.report.text.Heading;

/**
 * The words around a chart.
 *
 * @param title what it shows
 * @param subtitle of what
 * @param source where the numbers come from
 */
public record Caption(String title, String subtitle, String source) {

  /** Of a chart of an experiment's result. */
  public static Caption of(String title, RunResult result) {
    return new Caption(title, Heading.of(result), Heading.source(result));
  }
}
