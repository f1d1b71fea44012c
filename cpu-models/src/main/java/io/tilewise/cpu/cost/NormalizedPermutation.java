package io.tilewise.cpu.cost;

import io.tilewise.workload.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * A permutation of dimensions in its simplest form: dimensions of size 1 are gone, dimensions that
 * stay neighbours are one, and an innermost dimension that stays innermost is part of the element.
 *
 * @param dims sizes, outermost first
 * @param order result dimension i is operand dimension {@code order.get(i)}
 * @param elementBytes size of what is moved as a whole
 */
record NormalizedPermutation(List<Long> dims, List<Integer> order, long elementBytes) {

  static NormalizedPermutation of(Shape operand, List<Integer> order, int elementBytes) {
    // Operand axes in result order, without unit dimensions, grouped into runs of neighbours.
    List<List<Integer>> runs = new ArrayList<>();
    int previous = -2;
    for (int axis : order) {
      if (operand.dim(axis) == 1) {
        continue;
      }
      if (!runs.isEmpty() && isNext(operand, previous, axis)) {
        runs.get(runs.size() - 1).add(axis);
      } else {
        runs.add(new ArrayList<>(List.of(axis)));
      }
      previous = axis;
    }
    List<List<Integer>> inOperandOrder = new ArrayList<>(runs);
    inOperandOrder.sort((a, b) -> a.get(0) - b.get(0));
    List<Long> dims = new ArrayList<>();
    for (List<Integer> run : inOperandOrder) {
      dims.add(run.stream().mapToLong(operand::dim).reduce(1, Math::multiplyExact));
    }
    List<Integer> simple = new ArrayList<>(runs.stream().map(inOperandOrder::indexOf).toList());
    long bytes = elementBytes;
    int last = dims.size() - 1;
    if (last >= 0 && simple.get(last) == last) {
      bytes *= dims.remove(last);
      simple.remove(last);
    }
    return new NormalizedPermutation(List.copyOf(dims), List.copyOf(simple), bytes);
  }

  /** Whether {@code axis} follows {@code previous} in the operand, but for dimensions of size 1. */
  private static boolean isNext(Shape operand, int previous, int axis) {
    for (int i = previous + 1; i < axis; i++) {
      if (operand.dim(i) != 1) {
        return false;
      }
    }
    return axis > previous;
  }

  /** Whether nothing is reordered: a plain copy. */
  boolean isCopy() {
    return dims.isEmpty();
  }

  /** The operand dimension that becomes the innermost one. */
  private int newInnermost() {
    return order.get(order.size() - 1);
  }

  /** Rows of the operand that are read side by side: the size of the new innermost dimension. */
  long rows() {
    return dims.get(newInnermost());
  }

  /** Elements of one row: the size of the operand's innermost dimension. */
  long columns() {
    return dims.get(dims.size() - 1);
  }

  /** Distance of those rows in the operand, in bytes. */
  long rowStride() {
    long stride = elementBytes;
    for (int i = newInnermost() + 1; i < dims.size(); i++) {
      stride *= dims.get(i);
    }
    return stride;
  }

  /** Distance in the result of the rows that a block writes to, in bytes. */
  long resultStride() {
    long stride = elementBytes;
    for (int i = order.indexOf(dims.size() - 1) + 1; i < order.size(); i++) {
      stride *= dims.get(order.get(i));
    }
    return stride;
  }

  /** All elements. */
  long elements() {
    return dims.stream().reduce(1L, Math::multiplyExact);
  }
}
