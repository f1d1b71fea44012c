package io.tilewise.experiment.run;

import io.tilewise.config.Parameter;
import io.tilewise.config.Quantity;
import io.tilewise.config.QuantityRange;
import io.tilewise.config.Status;
import io.tilewise.experiment.result.ParameterResult;
import java.util.Optional;

/** Parameters as results list them. */
final class ParameterResults {
  private ParameterResults() {}

  static ParameterResult of(String prefix, Parameter parameter) {
    String unit = parameter.quantity().unit().symbol();
    return new ParameterResult(
        prefix + parameter.path(),
        parameter.in(unit),
        unit,
        parameter.provenance().source(),
        parameter.provenance().status().text(),
        parameter.range().map(QuantityRange::low).map(end -> end.in(unit)),
        parameter.range().map(QuantityRange::high).map(end -> end.in(unit)));
  }

  /** A clock that a run sets. */
  static ParameterResult clock(String domain, Quantity clock) {
    String unit = clock.unit().symbol();
    return new ParameterResult(
        "run.clocks." + domain,
        clock.in(unit),
        unit,
        "the run",
        Status.WHAT_IF.text(),
        Optional.empty(),
        Optional.empty());
  }
}
