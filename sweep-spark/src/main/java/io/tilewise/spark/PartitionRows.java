package io.tilewise.spark;

import io.tilewise.experiment.sweep.PointOutcome;
import io.tilewise.experiment.sweep.Sweep;
import io.tilewise.experiment.sweep.SweepBundle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.util.TaskCompletionListener;

/** The rows of a partition of points, computed one by one in an executor. */
final class PartitionRows implements Iterator<Row> {
  private final Sweep sweep;
  private final Sweep.Evaluator evaluator;
  private final Iterator<Integer> points;
  private final Deque<Row> ready = new ArrayDeque<>();

  /** Reads the sweep from files in a temporary folder that goes when the task ends. */
  PartitionRows(SweepBundle bundle, Iterator<Integer> points) throws IOException {
    Path folder = Files.createTempDirectory("tilewise-sweep");
    TaskCompletionListener atEnd = task -> delete(folder);
    TaskContext.get().addTaskCompletionListener(atEnd);
    this.sweep = bundle.read(folder);
    this.evaluator = sweep.evaluator();
    this.points = points;
  }

  @Override
  public boolean hasNext() {
    return !ready.isEmpty() || points.hasNext();
  }

  @Override
  public Row next() {
    if (ready.isEmpty()) {
      add(evaluator.at(points.next()));
    }
    return ready.remove();
  }

  private void add(PointOutcome outcome) {
    int scenarios = outcome.isFailed() ? 1 : sweep.scenarios().size();
    for (int s = 0; s < scenarios; s++) {
      List<Object> cells = new ArrayList<>();
      cells.add(outcome.point());
      cells.addAll(sweep.axisCells(outcome.point()));
      cells.add(s);
      cells.add(outcome.isFailed() ? "" : sweep.scenarios().get(s));
      for (int m = 0; m < sweep.metrics().size(); m++) {
        cells.add(outcome.value(s, m));
      }
      cells.add(outcome.failure());
      ready.add(RowFactory.create(cells.toArray()));
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
