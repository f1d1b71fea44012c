package io.tilewise.workload.graph;

/** Which numbers from training a product has of its own: what counts as its parameters. */
public enum Learned {
  WEIGHTS_AND_BIAS,
  WEIGHTS,
  /** Its weights are those of another operator, or a tensor's of the graph, which counts them. */
  NOTHING;

  /** Those of an operator with weights of its own. */
  public static Learned of(boolean bias) {
    return bias ? WEIGHTS_AND_BIAS : WEIGHTS;
  }

  long count(long weights, long outputs) {
    return switch (this) {
      case WEIGHTS_AND_BIAS -> Math.addExact(weights, outputs);
      case WEIGHTS -> weights;
      case NOTHING -> 0;
    };
  }
}
