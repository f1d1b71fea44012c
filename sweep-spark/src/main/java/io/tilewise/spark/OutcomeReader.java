package io.tilewise.spark;

import io.tilewise.experiment.sweep.PointOutcome;
import io.tilewise.experiment.sweep.Sweep;
import java.util.Iterator;
import org.apache.spark.sql.Row;

/** Makes outcomes of rows in the order of points, and checks that each is there once. */
final class OutcomeReader {
  private final Sweep sweep;
  private final Iterator<Row> rows;

  OutcomeReader(Sweep sweep, Iterator<Row> rows) {
    this.sweep = sweep;
    this.rows = rows;
  }

  PointOutcome next(int point) {
    Row first = row(point, 0);
    String failure = first.getString(first.fieldIndex("failure"));
    if (!failure.isEmpty()) {
      return PointOutcome.failed(point, failure);
    }
    double[][] values = new double[sweep.scenarios().size()][];
    values[0] = values(first);
    for (int s = 1; s < values.length; s++) {
      values[s] = values(row(point, s));
    }
    return PointOutcome.of(point, values);
  }

  private Row row(int point, int scenario) {
    if (!rows.hasNext()) {
      throw new IllegalStateException("point " + point + " was lost");
    }
    Row row = rows.next();
    if (row.getInt(0) != point || row.getInt(row.fieldIndex("scenario_index")) != scenario) {
      throw new IllegalStateException(
          "a row of point " + row.getInt(0) + " is where point " + point + " should be");
    }
    return row;
  }

  private double[] values(Row row) {
    int start = row.fieldIndex("scenario") + 1;
    double[] values = new double[sweep.metrics().size()];
    for (int m = 0; m < values.length; m++) {
      values[m] = row.getDouble(start + m);
    }
    return values;
  }

  void checkEnd() {
    if (rows.hasNext()) {
      throw new IllegalStateException(
          "point " + rows.next().getInt(0) + " was counted more than once");
    }
  }
}
