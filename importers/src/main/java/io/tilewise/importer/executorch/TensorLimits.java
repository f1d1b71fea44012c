package io.tilewise.importer.executorch;

import io.tilewise.importer.binary.FlatTable;
import io.tilewise.workload.Shape;
import java.util.List;

/** What tensors of a program may be like; beyond it a file is damaged, not large. */
final class TensorLimits {
  private static final int MOST_DIMENSIONS = 16;
  private static final double MOST_ELEMENTS = 1L << 40;

  private TensorLimits() {}

  /** The shape with these sizes. */
  static Shape shape(FlatTable tensor, List<Integer> sizes) {
    if (sizes.size() > MOST_DIMENSIONS) {
      throw tensor.error(sizes.size() + " dimensions; at most " + MOST_DIMENSIONS + " can be");
    }
    double elements = 1;
    for (int size : sizes) {
      if (size < 0) {
        throw tensor.error("negative size in " + sizes);
      }
      elements *= Math.max(1, size);
    }
    if (elements > MOST_ELEMENTS) {
      throw tensor.error("the shape " + sizes + " has more than 2^40 elements");
    }
    return Shape.of(sizes);
  }
}
