package io.tilewise.experiment.sweep;

import io.tilewise.experiment.sweep.SweepFile.ChartBlock;
import io.tilewise.experiment.sweep.SweepFile.CrossingBlock;
import io.tilewise.experiment.sweep.SweepFile.Goal;
import io.tilewise.experiment.sweep.SweepFile.ObjectiveBlock;
import io.tilewise.experiment.sweep.SweepFile.ParetoBlock;
import io.tilewise.experiment.sweep.SweepResult.AxisResult;
import io.tilewise.experiment.sweep.SweepResult.BestResult;
import io.tilewise.experiment.sweep.SweepResult.ChartResult;
import io.tilewise.experiment.sweep.SweepResult.MetricResult;
import io.tilewise.experiment.sweep.SweepResult.ParetoPoint;
import io.tilewise.experiment.sweep.SweepResult.ParetoResult;
import io.tilewise.experiment.sweep.SweepResult.PointResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What the points of a sweep say together. */
final class SweepAnalysis {
  private final Sweep sweep;
  private final SweepColumns columns;

  private SweepAnalysis(Sweep sweep) {
    this.sweep = sweep;
    this.columns = new SweepColumns(sweep);
  }

  static SweepResult of(Sweep sweep, String toolVersion, SweepRows rows) {
    return new SweepAnalysis(sweep).result(toolVersion, rows);
  }

  private SweepResult result(String toolVersion, SweepRows rows) {
    SweepFile file = sweep.file();
    file.best().forEach(this::wanted);
    file.pareto().forEach(pareto -> pareto.objectives().forEach(this::wanted));
    file.crossings().forEach(this::wanted);
    columns.fill(rows);
    List<Crossings.Found> found =
        file.crossings().stream().flatMap(crossing -> crossings(crossing).stream()).toList();
    return new SweepResult(
        SweepResult.SCHEMA,
        toolVersion,
        sweep.inputs(),
        sweep.name(),
        sweep.title(),
        sweep.study().assignments(),
        file.design().name().toLowerCase(Locale.ROOT),
        sweep.axes().stream().map(SweepAnalysis::axis).toList(),
        sweep.scenarios(),
        sweep.metrics().stream().map(m -> new MetricResult(m.name(), m.unit())).toList(),
        sweep.size(),
        sweep.leftOut(),
        columns.failed(),
        file.best().stream().map(this::best).toList(),
        file.pareto().stream().map(this::pareto).toList(),
        found.stream().flatMap(f -> f.crossings().stream()).toList(),
        found.stream().flatMap(f -> f.without().stream()).toList(),
        chart(),
        rows);
  }

  private static AxisResult axis(Axis axis) {
    return new AxisResult(
        axis.name(),
        axis.heading(),
        axis.path(),
        axis.unit(),
        axis.isLogarithmic(),
        axis.unit().isPresent(),
        axis.values().stream().map(axis::cell).toList());
  }

  private ChartResult chart() {
    Optional<ChartBlock> block = sweep.file().chart();
    String metric = block.map(ChartBlock::metric).orElse(sweep.metrics().get(0).name());
    List<String> chosen = block.map(ChartBlock::scenarios).orElse(List.of());
    return new ChartResult(metric, chosen.isEmpty() ? sweep.scenarios() : chosen);
  }

  // ---- Objectives

  /** An axis counts as a metric, by its position. */
  private boolean isAxis(ObjectiveBlock objective) {
    return sweep.metrics().stream().noneMatch(m -> m.name().equals(objective.metric()));
  }

  private String scenario(ObjectiveBlock objective) {
    List<String> all = sweep.scenarios();
    return objective.scenario().orElse(all.get(all.size() - 1));
  }

  private void wanted(ObjectiveBlock objective) {
    if (!isAxis(objective)) {
      columns.want(scenario(objective), objective.metric());
    }
  }

  private double[] values(ObjectiveBlock objective) {
    if (!isAxis(objective)) {
      return columns.want(scenario(objective), objective.metric());
    }
    Axis axis = sweep.axis(objective.metric()).orElseThrow();
    return columns.positions(sweep.axes().indexOf(axis));
  }

  private BestResult best(ObjectiveBlock objective) {
    double[] values = values(objective);
    int best = -1;
    for (int point = 0; point < values.length; point++) {
      boolean better =
          !Double.isNaN(values[point])
              && (best < 0 || isBetter(objective.goal(), values[point], values[best]));
      if (better) {
        best = point;
      }
    }
    Optional<Integer> found = best < 0 ? Optional.empty() : Optional.of(best);
    return new BestResult(
        objective.metric(),
        scenario(objective),
        objective.goal().name().toLowerCase(Locale.ROOT),
        found.map(point -> values[point]),
        found.map(this::point),
        found.map(point -> ties(values, values[point])).orElse(0));
  }

  /** How many points have the best value besides the first. */
  private static int ties(double[] values, double best) {
    return (int) Arrays.stream(values).filter(value -> value == best).count() - 1;
  }

  private static boolean isBetter(Goal goal, double a, double b) {
    return goal == Goal.SMALLEST ? a < b : a > b;
  }

  private PointResult point(int point) {
    List<AxisValue> values = columns.at(point);
    Map<String, String> at = new LinkedHashMap<>();
    for (int i = 0; i < values.size(); i++) {
      at.put(sweep.axes().get(i).name(), values.get(i).text());
    }
    return new PointResult(point, at);
  }

  private ParetoResult pareto(ParetoBlock block) {
    List<ObjectiveBlock> objectives = block.objectives();
    double[][] values = objectives.stream().map(this::values).toArray(double[][]::new);
    double[][] costs = new double[values.length][];
    for (int i = 0; i < values.length; i++) {
      double sign = objectives.get(i).goal() == Goal.SMALLEST ? 1 : -1;
      costs[i] = new double[sweep.size()];
      for (int point = 0; point < sweep.size(); point++) {
        costs[i][point] = sign * values[i][point];
      }
    }
    List<ParetoPoint> points = new ArrayList<>();
    for (int point : ParetoFront.of(costs)) {
      List<Double> at = new ArrayList<>();
      for (double[] column : values) {
        at.add(column[point]);
      }
      points.add(new ParetoPoint(point(point), at));
    }
    return new ParetoResult(objectives.stream().map(this::described).toList(), points);
  }

  private String described(ObjectiveBlock objective) {
    String goal = objective.goal().name().toLowerCase(Locale.ROOT) + " " + objective.metric();
    return isAxis(objective) ? goal : goal + " of " + scenario(objective);
  }

  // ---- Crossings

  private void wanted(CrossingBlock crossing) {
    scenarios(crossing).forEach(scenario -> columns.want(scenario, crossing.metric()));
  }

  private List<String> scenarios(CrossingBlock crossing) {
    List<String> all = sweep.scenarios();
    return crossing.scenarios().isEmpty()
        ? List.of(crossing.scenario().orElse(all.get(all.size() - 1)))
        : crossing.scenarios();
  }

  private List<Crossings.Found> crossings(CrossingBlock block) {
    List<Crossings.Found> found = new ArrayList<>();
    for (int i = 0; i < sweep.axes().size(); i++) {
      Axis axis = sweep.axes().get(i);
      boolean wanted =
          block.along().map(a -> a.equals(axis.name()) || a.equals(axis.path())).orElse(true);
      if (wanted && axis.unit().isPresent()) {
        found.add(new Crossings(sweep, columns, block, scenarios(block), i).find());
      }
    }
    return found;
  }
}
