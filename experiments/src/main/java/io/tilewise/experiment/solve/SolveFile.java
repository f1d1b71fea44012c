package io.tilewise.experiment.solve;

import io.tilewise.config.Bounds;
import io.tilewise.config.Checks;
import io.tilewise.config.Default;
import io.tilewise.config.Description;
import io.tilewise.config.FileKind;
import io.tilewise.config.MappingNode;
import io.tilewise.config.NonEmpty;
import io.tilewise.config.SelfChecking;
import io.tilewise.experiment.study.Scale;
import io.tilewise.experiment.study.StudyBase;
import java.util.List;
import java.util.Optional;

/** A solve file: parameters that are free, and what they are to achieve. */
@Description("Which values of parameters give a metric the value that is wanted.")
public record SolveFile(
    @Description("What it asks, for headings.") String title,
    @Description("The experiment file, relative to this one.") String experiment,
    @Description("Names of its scenarios that are wanted, the baseline first; all if left out.")
        @Default("[]")
        List<String> scenarios,
    @Description("Changes to all scenarios, as in an experiment's set.") Optional<MappingNode> set,
    @Description("The free parameters; one for a target.") @NonEmpty List<FreeBlock> parameters,
    @Description("The value that a metric is to reach, by one parameter.")
        Optional<TargetBlock> target,
    @Description("The metric that is to be as small as possible, by several parameters.")
        Optional<MetricBlock> minimize,
    @Description("What else must hold when a metric is minimised.") @Default("[]")
        List<ConstraintBlock> constraints,
    @Description("Most evaluations of the search for a minimum.")
        @Bounds(atLeast = "50", atMost = "1000000")
        @Default("2000")
        int evaluations,
    @Description("Seed of the search for a minimum.") @Default("1") long seed)
    implements SelfChecking {

  /** The kind of file. */
  public static final FileKind<SolveFile> KIND =
      FileKind.of(
          "solve",
          SolveFile.class,
          "Which values of parameters give a metric a wanted value",
          "is run with tilewise solve");

  /** A free parameter. */
  public record FreeBlock(
      @Description("The path that is set, as --set names it.") String path,
      @Description("Smallest value, with its unit.") String from,
      @Description("Largest value, in the same unit.") String to,
      @Description("How the search goes through the range.") @Default("linear") Scale scale) {}

  /** A metric of a scenario. */
  public record MetricBlock(
      @Description("A number of a scenario's result, such as latency_ms.") String metric,
      @Description("The scenario; by default the last.") Optional<String> scenario) {}

  /** A value to reach. */
  public record TargetBlock(
      @Description("A number of a scenario's result, such as latency_ms.") String metric,
      @Description("The scenario; by default the last.") Optional<String> scenario,
      @Description("The value it is to reach, in the metric's unit.") double value,
      @Description(
              "How many points of the range are looked at first, to see where the target is crossed"
                  + " and whether the metric only rises or only falls.")
          @Bounds(atLeast = "3", atMost = "10000")
          @Default("33")
          int points) {}

  /** A bound on a metric. */
  public record ConstraintBlock(
      @Description("A number of a scenario's result.") String metric,
      @Description("The scenario; by default the last.") Optional<String> scenario,
      @Description("Largest value allowed.") Optional<Double> atMost,
      @Description("Smallest value allowed.") Optional<Double> atLeast)
      implements SelfChecking {
    @Override
    public void check(Checks checks) {
      if (atMost.isEmpty() && atLeast.isEmpty()) {
        checks.problem("a constraint needs at_most or at_least");
      }
    }
  }

  /** The experiment. */
  StudyBase base() {
    return new StudyBase(experiment, scenarios, set);
  }

  @Override
  public void check(Checks checks) {
    if (target.isPresent() == minimize.isPresent()) {
      checks.problem("there is a target to reach or a metric to minimize: one of both");
    }
    if (target.isPresent() && parameters.size() != 1) {
      checks
          .at("parameters")
          .problem(
              parameters.size() + " parameters; a target is reached by one. Minimise by several");
    }
    if (target.isPresent() && !constraints.isEmpty()) {
      checks.at("constraints").problem("constraints go with minimize; leave them out");
    }
    for (int i = 0; i < parameters.size(); i++) {
      for (int j = 0; j < i; j++) {
        if (parameters.get(i).path().equals(parameters.get(j).path())) {
          checks.at("parameters").at(i).at("path").problem("this path is free already; remove one");
        }
      }
    }
  }
}
