package io.tilewise.importer.onnx;

import io.tilewise.importer.binary.ImportException;
import io.tilewise.workload.Shape;
import java.util.List;

/** Shapes of a file, which may be anything. */
final class Shapes {
  private static final double MOST_ELEMENTS = 1L << 40;

  private Shapes() {}

  /** The shape with these sizes. */
  static Shape of(String file, String place, List<Long> dims) {
    double elements = 1;
    for (long dim : dims) {
      if (dim < 0 || dim > Integer.MAX_VALUE) {
        throw new ImportException(file, place, "the size " + dim + " in " + dims + " cannot be");
      }
      elements *= Math.max(1, dim);
    }
    if (elements > MOST_ELEMENTS) {
      throw new ImportException(file, place, "the shape " + dims + " has more than 2^40 elements");
    }
    return Shape.of(dims.stream().map(Long::intValue).toList());
  }
}
