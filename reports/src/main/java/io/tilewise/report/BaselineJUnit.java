package io.tilewise.report;

import io.tilewise.experiment.baseline.BaselineComparison;
import io.tilewise.experiment.baseline.BaselineResult;
import io.tilewise.experiment.baseline.Movement;
import io.tilewise.report.text.JUnitXml;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A check against baselines as {@code junit.xml}: a test suite per experiment, in it a test case
 * per kind of figure, which fails with a line for everything that moved. An experiment without a
 * baseline has one case, with an error.
 */
final class BaselineJUnit {

  private BaselineJUnit() {}

  static String of(BaselineResult result) {
    List<JUnitXml.Suite> suites = new ArrayList<>();
    for (BaselineComparison comparison : result.comparisons()) {
      suites.add(new JUnitXml.Suite(comparison.experiment(), cases(comparison)));
    }
    result.missing().forEach(name -> suites.add(new JUnitXml.Suite(name, List.of(missing(name)))));
    return JUnitXml.of("tilewise baseline check", suites);
  }

  private static JUnitXml.Case missing(String experiment) {
    String message = BaselineSummary.missing(experiment);
    return new JUnitXml.Case(
        "baseline." + experiment,
        "baseline",
        Optional.of(new JUnitXml.Failure("missing", message, message, true)),
        Optional.empty());
  }

  private static List<JUnitXml.Case> cases(BaselineComparison comparison) {
    return Arrays.stream(Movement.Kind.values()).map(kind -> test(comparison, kind)).toList();
  }

  private static JUnitXml.Case test(BaselineComparison comparison, Movement.Kind kind) {
    List<Movement> movements =
        comparison.movements().stream().filter(movement -> movement.kind() == kind).toList();
    return new JUnitXml.Case(
        "baseline." + comparison.experiment(),
        kind.name().toLowerCase(Locale.ROOT).replace('_', ' '),
        movements.isEmpty() ? Optional.empty() : Optional.of(failure(comparison, movements)),
        Optional.empty());
  }

  private static JUnitXml.Failure failure(BaselineComparison comparison, List<Movement> movements) {
    List<String> lines = new ArrayList<>();
    movements.forEach(movement -> lines.add(BaselineTables.sentence(movement)));
    comparison.changes().stream().map(change -> change.subject() + " changed").forEach(lines::add);
    return new JUnitXml.Failure(
        "moved",
        BaselineTables.sentence(movements.get(0))
            + (movements.size() > 1 ? ", and " + (movements.size() - 1) + " more" : ""),
        lines.stream().collect(Collectors.joining("\n")));
  }
}
