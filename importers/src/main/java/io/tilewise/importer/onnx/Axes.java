package io.tilewise.importer.onnx;

import io.tilewise.importer.onnx.OnnxModel.Node;
import java.util.List;

/** Numbers of dimensions, which may count from the end. */
final class Axes {
  private Axes() {}

  /** The number from 0. */
  static int of(Conversion c, Node node, long axis, int rank) {
    long fromZero = axis < 0 ? axis + rank : axis;
    if (fromZero < 0 || fromZero >= rank) {
      throw c.error(node, "dimension " + axis + " of " + rank + " is asked for");
    }
    return (int) fromZero;
  }

  /** The numbers from 0, ascending, each once. */
  static List<Integer> of(Conversion c, Node node, List<Long> axes, int rank) {
    return axes.stream().map(axis -> of(c, node, axis, rank)).distinct().sorted().toList();
  }
}
