package io.tilewise.importer.onnx;

import io.tilewise.workload.Shape;
import io.tilewise.workload.TensorType;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A tensor during conversion.
 *
 * @param name its name in the workload file; that of the model for a constant, which gets into the
 *     file only if an operator reads it
 * @param type its type, where all floating-point types count as single precision
 * @param constant whether it is known before the network runs, as weights and shapes are
 * @param values its elements, if they are few and known
 */
record Value(String name, TensorType type, boolean constant, Optional<double[]> values) {

  Shape shape() {
    return type.shape();
  }

  int rank() {
    return type.shape().rank();
  }

  /** The elements as whole numbers, if they are known; too large ones are cut. */
  Optional<List<Long>> wholeNumbers() {
    return values.map(all -> IntStream.range(0, all.length).mapToObj(i -> (long) all[i]).toList());
  }
}
