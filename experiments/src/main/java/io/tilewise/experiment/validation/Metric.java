package io.tilewise.experiment.validation;

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

  /** Whether it compares a scenario with another. */
  boolean needsBaseline() {
    return this == SPEEDUP || this == SAVING;
  }
}
