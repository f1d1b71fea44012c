package io.tilewise.experiment.validation;

import io.tilewise.cpu.replay.CallRecord;
import io.tilewise.cpu.replay.Timeline;
import io.tilewise.workload.Category;
import io.tilewise.workload.graph.OperatorKind;
import java.util.EnumMap;
import java.util.Map;

/**
 * What figures need of a replay, in milliseconds.
 *
 * @param latency time of the inference
 * @param categories time by category
 * @param transposes time of transposes
 */
record Outcome(double latency, Map<Category, Double> categories, double transposes) {
  private static final double PICOSECONDS = 1e9;

  static Outcome of(Timeline timeline) {
    Map<Category, Double> categories = new EnumMap<>(Category.class);
    for (Category category : Category.values()) {
      categories.put(category, 0.0);
    }
    double transposes = 0;
    for (CallRecord record : timeline.calls()) {
      double time = record.duration() / PICOSECONDS;
      categories.merge(record.call().call().category(), time, Double::sum);
      if (record.call().call().operator().kind() == OperatorKind.PERMUTE) {
        transposes += time;
      }
    }
    return new Outcome(timeline.duration() / PICOSECONDS, categories, transposes);
  }

  /** The value of a metric, in its unit; the baseline matters for comparisons only. */
  double of(Metric metric, Outcome baseline) {
    return switch (metric) {
      case LATENCY -> latency;
      case CONVOLUTION -> categories.get(Category.CONVOLUTION);
      case GEMM -> categories.get(Category.GEMM);
      case ELEMENTWISE -> categories.get(Category.ELEMENTWISE);
      case DATA_MOVEMENT -> categories.get(Category.DATA_MOVEMENT);
      case OTHER -> categories.get(Category.OTHER);
      case SPEEDUP -> baseline.latency / latency;
      case SAVING -> baseline.latency - latency;
      case DATA_MOVEMENT_SHARE -> percent(categories.get(Category.DATA_MOVEMENT), latency);
      case TRANSPOSE_SHARE -> percent(transposes, categories.get(Category.DATA_MOVEMENT));
    };
  }

  /** A part of nothing is nothing. */
  private static double percent(double part, double whole) {
    return whole == 0 ? 0 : 100 * part / whole;
  }
}
