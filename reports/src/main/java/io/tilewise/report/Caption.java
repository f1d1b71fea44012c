package io.tilewise.report;

import io.tilewise.experiment.result.RunResult;

/**
 * The words around a chart.
 *
 * @param title what it shows
 * @param subtitle of what
 * @param source where the numbers come from
 */
record Caption(String title, String subtitle, String source) {

  /** Of a chart of an experiment's result. */
  static Caption of(String title, RunResult result) {
    return new Caption(title, Heading.of(result), Heading.source(result));
  }
}
