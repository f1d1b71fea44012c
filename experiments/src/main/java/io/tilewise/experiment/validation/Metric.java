package io.tilewise.experiment.validation;

import io.tilewise.experiment.run.Outcome;
import io.tilewise.workload.Category;

/** A number that is published and predicted. */
public enum Metric {
  /** Time of one inference. */
  LATENCY("ms"),
  /** Time of convolutions. */
  CONVOLUTION("ms"),
  /** Time of matrix products. */
  GEMM("ms"),
  /** Time of elementwise operators and pooling. */
  ELEMENTWISE("ms"),
  /** Time of transposes, copies, padding and slices. */
  DATA_MOVEMENT("ms"),
  /** Time of all else. */
  OTHER("ms"),
  /** Latency of the case's baseline divided by latency. */
  SPEEDUP("x"),
  /** Latency of the case's baseline less latency. */
  SAVING("ms"),
  /** Data movement's part of the latency. */
  DATA_MOVEMENT_SHARE("%"),
  /** Transposes' part of data movement. */
  TRANSPOSE_SHARE("%");

  private final String unit;

  Metric(String unit) {
    this.unit = unit;
  }

  /** Its unit: {@code ms}, {@code x} or {@code %}. */
  public String unit() {
    return unit;
  }

  /** Its value in its unit; the baseline matters for comparisons only. */
  double of(Outcome own, Outcome baseline) {
    return switch (this) {
      case LATENCY -> own.latency();
      case CONVOLUTION -> own.categories().get(Category.CONVOLUTION);
      case GEMM -> own.categories().get(Category.GEMM);
      case ELEMENTWISE -> own.categories().get(Category.ELEMENTWISE);
      case DATA_MOVEMENT -> own.categories().get(Category.DATA_MOVEMENT);
      case OTHER -> own.categories().get(Category.OTHER);
      case SPEEDUP -> baseline.latency() / own.latency();
      case SAVING -> baseline.latency() - own.latency();
      case DATA_MOVEMENT_SHARE ->
          percent(own.categories().get(Category.DATA_MOVEMENT), own.latency());
      case TRANSPOSE_SHARE ->
          percent(own.transposes(), own.categories().get(Category.DATA_MOVEMENT));
    };
  }

  /** A part of nothing is nothing. */
  private static double percent(double part, double whole) {
    return whole == 0 ? 0 : 100 * part / whole;
  }

  /** Whether it compares a scenario with another. */
  boolean needsBaseline() {
    return this == SPEEDUP || this == SAVING;
  }
}
