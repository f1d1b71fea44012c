package io.tilewise.workload.file;

import io.tilewise.workload.TensorType;
import io.tilewise.workload.graph.ShapeMismatch;
import java.util.List;

/**
 * A dimension of an operator's first input.
 *
 * @param number from 0 for the outermost, or from -1 for the last
 */
record Axis(int number) {
  static final String MEANING = "The dimension, from 0, or from -1 for the last.";
  static final Axis CHANNELS = new Axis(1);
  static final Axis LAST = new Axis(-1);

  /** Its number from 0. Refuses an input that does not have it. */
  int in(List<TensorType> inputs) {
    TensorType x = inputs.get(0);
    int rank = x.shape().rank();
    if (number >= rank || number < -rank) {
      throw new ShapeMismatch(0, x, "dimension " + number + " is asked for");
    }
    return x.shape().axis(number);
  }

  /** The size of the first input in this dimension. */
  int sizeIn(List<TensorType> inputs) {
    return inputs.get(0).shape().dim(in(inputs));
  }
}
