package io.tilewise.experiment.sweep;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The columns of a sweep that an analysis needs, as arrays by point: eight bytes per point and
 * column. A point that failed has no number there.
 */
final class SweepColumns {
  private final Map<Key, double[]> columns = new HashMap<>();
  private final Sweep sweep;
  private int failed;

  /** A column. */
  record Key(int scenario, int metric) {}

  SweepColumns(Sweep sweep) {
    this.sweep = sweep;
  }

  /** The column of a metric of a scenario, to be filled. */
  double[] want(String scenario, String metric) {
    return columns.computeIfAbsent(
        new Key(scenario(scenario), metric(metric)), key -> new double[sweep.size()]);
  }

  private int scenario(String name) {
    return sweep.scenarios().indexOf(name);
  }

  private int metric(String name) {
    return sweep.metrics().stream().map(m -> m.name()).toList().indexOf(name);
  }

  /** Reads the points once. */
  void fill(SweepRows rows) {
    for (int point = 0; point < rows.size(); point++) {
      PointOutcome outcome = rows.outcome(point);
      failed += outcome.isFailed() ? 1 : 0;
      for (Map.Entry<Key, double[]> column : columns.entrySet()) {
        Key key = column.getKey();
        column.getValue()[point] = outcome.value(key.scenario(), key.metric());
      }
    }
  }

  /** How many points failed. */
  int failed() {
    return failed;
  }

  /** The position of each point on an axis of numbers, in the axis' unit. */
  double[] positions(int axis) {
    double[] positions = new double[sweep.size()];
    Arrays.setAll(
        positions,
        point -> (Double) sweep.axes().get(axis).cell(sweep.points().at(point).get(axis)));
    return positions;
  }

  List<AxisValue> at(int point) {
    return sweep.points().at(point);
  }
}
