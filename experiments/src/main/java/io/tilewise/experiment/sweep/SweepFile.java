package io.tilewise.experiment.sweep;

import io.tilewise.config.Bounds;
import io.tilewise.config.Checks;
import io.tilewise.config.ConfigNode;
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

/** A sweep file: an experiment, the axes along which it is varied, and what is read off. */
@Description("An experiment varied along axes, and what is read off the points.")
public record SweepFile(
    @Description("What it asks, for headings.") String title,
    @Description("The experiment file that is varied, relative to this one.") String experiment,
    @Description("Names of its scenarios that are wanted, the baseline first; all if left out.")
        @Default("[]")
        List<String> scenarios,
    @Description("Changes to all scenarios, as in an experiment's set; axes come on top.")
        Optional<MappingNode> set,
    @Description(
            "Which points of the space: every combination (grid), values side by side (zip),"
                + " random ones that cover every axis evenly (latin_hypercube), a low-discrepancy"
                + " sequence (sobol), or the rows of a file (csv).")
        @Default("grid")
        Design design,
    @Description("The axes; none for csv, whose header names them.") @Default("[]")
        List<AxisBlock> axes,
    @Description("How many points, for latin_hypercube and sobol.")
        @Bounds(atLeast = "1", atMost = "10000000")
        Optional<Integer> points,
    @Description("Seed of the random numbers of latin_hypercube and sobol.") @Default("1")
        long seed,
    @Description(
            "For csv: a file of points, relative to this one; a column for each path, a row for"
                + " each point, values with their units.")
        Optional<String> pointsFile,
    @Description(
            "Points that are wanted fulfil all of these: two of paths, axes and values with one of"
                + " < <= > >= == != between, such as \"memory.l3.size <= memory.slc.size\".")
        @Default("[]")
        List<String> constraints,
    @Description(
            "What is kept of each scenario: numbers of its result, such as latency_ms, speedup,"
                + " convolution_ms, data_movement_share, bound_by.dram.")
        @NonEmpty
        @Default("[latency_ms, speedup]")
        List<String> metrics,
    @Description("The best points by one metric each.") @Default("[]") List<ObjectiveBlock> best,
    @Description("Points that none beats in two or three metrics at once.") @Default("[]")
        List<ParetoBlock> pareto,
    @Description(
            "Where two scenarios change places, or a metric crosses a value; only for the design"
                + " grid.")
        @Default("[]")
        List<CrossingBlock> crossings,
    @Description("What is drawn; by default the first metric of all scenarios.")
        Optional<ChartBlock> chart)
    implements SelfChecking {

  /** The kind of file. */
  public static final FileKind<SweepFile> KIND =
      FileKind.of(
          "sweep",
          SweepFile.class,
          "An experiment varied along axes",
          "is run with tilewise sweep");

  /** Which points of the space. */
  public enum Design {
    GRID,
    ZIP,
    LATIN_HYPERCUBE,
    SOBOL,
    CSV;

    /** Whether points are drawn rather than listed. */
    boolean isDrawn() {
      return this == LATIN_HYPERCUBE || this == SOBOL;
    }
  }

  /** Which way is better. */
  public enum Goal {
    SMALLEST,
    LARGEST
  }

  /** One axis: values of a path, a range of it, or cases that change several paths at once. */
  public record AxisBlock(
      @Description("What it is called in tables and charts; by default its path.")
          Optional<String> name,
      @Description("The path that it sets, as --set names it.") Optional<String> path,
      @Description("Its values.") @Default("[]") List<ConfigNode> values,
      @Description("First value of a range, with its unit.") Optional<String> from,
      @Description("Last value of the range, in the same unit.") Optional<String> to,
      @Description("How many values the range has, the ends included; not for drawn designs.")
          @Bounds(atLeast = "2", atMost = "1000000")
          Optional<Integer> steps,
      @Description("How the values of the range lie.") @Default("linear") Scale scale,
      @Description("Cases instead of values, each with changes of its own.") @Default("[]")
          List<CaseBlock> cases)
      implements SelfChecking {

    @Override
    public void check(Checks checks) {
      boolean range = from.isPresent() || to.isPresent() || steps.isPresent();
      int ways = (values.isEmpty() ? 0 : 1) + (range ? 1 : 0) + (cases.isEmpty() ? 0 : 1);
      if (ways != 1) {
        checks.problem(
            "an axis has values, or a range (from, to), or cases: one of these, and only one");
      }
      if (range && (from.isEmpty() || to.isEmpty())) {
        checks.problem("a range needs both from and to");
      }
      if (cases.isEmpty() == path.isEmpty()) {
        checks.problem(
            cases.isEmpty()
                ? "the key path is missing: which value does this axis set?"
                : "cases set paths of their own; leave path out and give the axis a name");
      }
      if (!cases.isEmpty() && name.isEmpty()) {
        checks.problem("an axis of cases needs a name");
      }
    }

    String shownName() {
      return name.or(() -> path).orElse("");
    }
  }

  /** One case of an axis. */
  public record CaseBlock(
      @Description("Its name.") String name,
      @Description("What it changes, as in an experiment's set.") MappingNode set) {}

  /** A metric of a scenario, and which way is better. */
  public record ObjectiveBlock(
      @Description("The metric, one of the sweep's.") String metric,
      @Description("The scenario; by default the last.") Optional<String> scenario,
      @Description("Which way is better.") @Default("smallest") Goal goal) {}

  /** A set of points that none beats in all of several metrics. */
  public record ParetoBlock(
      @Description("Two or three metrics; an axis counts as one, by its name or path.")
          List<ObjectiveBlock> objectives)
      implements SelfChecking {
    @Override
    public void check(Checks checks) {
      if (objectives.size() < 2 || objectives.size() > 3) {
        checks.at("objectives").problem(objectives.size() + " objectives; two or three are needed");
      }
    }
  }

  /** Where something changes places along an axis. */
  public record CrossingBlock(
      @Description("The metric, one of the sweep's.") String metric,
      @Description("Two scenarios that change places in it.") @Default("[]") List<String> scenarios,
      @Description("One scenario whose metric crosses a value.") Optional<String> scenario,
      @Description("That value.") Optional<Double> value,
      @Description("The axis along which, by name or path; by default every axis of numbers.")
          Optional<String> along)
      implements SelfChecking {
    @Override
    public void check(Checks checks) {
      boolean two = !scenarios.isEmpty();
      if (two == value.isPresent() || (two && scenarios.size() != 2)) {
        checks.problem("a crossing is of two scenarios, or of one scenario with a value");
      }
      if (two && scenario.isPresent()) {
        checks.at("scenario").problem("leave this out beside scenarios");
      }
    }
  }

  /** What is drawn. */
  public record ChartBlock(
      @Description("The metric, one of the sweep's.") String metric,
      @Description("The scenarios; all if left out.") @Default("[]") List<String> scenarios) {}

  /** The experiment that it varies. */
  StudyBase base() {
    return new StudyBase(experiment, scenarios, set);
  }

  @Override
  public void check(Checks checks) {
    if (design.isDrawn() != points.isPresent()) {
      checks
          .at("points")
          .problem(
              design.isDrawn()
                  ? "the key is missing: how many points are drawn?"
                  : "only latin_hypercube and sobol draw points; leave this out");
    }
    if ((design == Design.CSV) != pointsFile.isPresent()) {
      checks
          .at("points_file")
          .problem(
              design == Design.CSV
                  ? "the key is missing: which file holds the points?"
                  : "only the design csv reads points; leave this out");
    }
    if ((design == Design.CSV) != axes.isEmpty()) {
      checks
          .at("axes")
          .problem(
              design == Design.CSV
                  ? "the header of the points' file names the axes; leave this out"
                  : "a sweep needs an axis");
    }
    if (design != Design.GRID && !crossings.isEmpty()) {
      checks
          .at("crossings")
          .problem(
              "crossings are sought on lines along an axis, which only the design grid has;"
                  + " leave this out");
    }
    for (int i = 0; i < axes.size(); i++) {
      AxisBlock axis = axes.get(i);
      boolean range = axis.from().isPresent() && axis.to().isPresent();
      if (range && axis.steps().isPresent() == design.isDrawn()) {
        checks
            .at("axes")
            .at(i)
            .problem(
                design.isDrawn()
                    ? "points are drawn from this range; leave steps out"
                    : "the key steps is missing: how many values has the range?");
      }
      for (int j = 0; j < i; j++) {
        if (axes.get(j).shownName().equals(axis.shownName())) {
          checks
              .at("axes")
              .at(i)
              .problem("two axes are called \"" + axis.shownName() + "\"; name one of them");
        }
      }
    }
  }
}
