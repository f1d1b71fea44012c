package io.tilewise.report;

import io.tilewise.experiment.result.RunResult;
import io.tilewise.experiment.result.ScenarioResult;
import java.util.Optional;
import org.jfree.data.Range;

/** What a result says of how sure it is. */
final class Uncertainties {

  private Uncertainties() {}

  /** The 90 % interval of a scenario's latency in milliseconds, if it was computed. */
  static Optional<Range> interval(ScenarioResult scenario) {
    return Optional.empty();
  }

  /** How much parameters that are not known exactly move the answer, or that this is not known. */
  static String statement(RunResult result) {
    return "How much they move the answer was not computed.";
  }
}
