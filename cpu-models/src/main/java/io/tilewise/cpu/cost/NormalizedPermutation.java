package io.tilewise.cpu.cost;

import io.tilewise.workload.Shape;
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
    // Runs of neighbours in result order, unit dimensions left out: where each begins in the
    // operand, and how many elements it has.
    int rank = order.size();
    int[] begins = new int[rank];
    long[] sizes = new long[rank];
    int runs = 0;
    int previous = -2;
    for (int i = 0; i < rank; i++) {
      int axis = order.get(i);
      int size = operand.dim(axis);
      if (size == 1) {
        continue;
      }
      if (runs > 0 && isNext(operand, previous, axis)) {
        sizes[runs - 1] = Math.multiplyExact(sizes[runs - 1], size);
      } else {
        begins[runs] = axis;
        sizes[runs++] = size;
      }
      previous = axis;
    }
    // The place of a run in the operand is the number of runs that begin before it.
    Integer[] places = new Integer[runs];
    Long[] dims = new Long[runs];
    for (int run = 0; run < runs; run++) {
      int place = 0;
      for (int other = 0; other < runs; other++) {
        place += begins[other] < begins[run] ? 1 : 0;
      }
      places[run] = place;
      dims[place] = sizes[run];
    }
    int last = runs - 1;
    boolean staysInnermost = last >= 0 && places[last] == last;
    int kept = staysInnermost ? last : runs;
    return new NormalizedPermutation(
        List.of(dims).subList(0, kept),
        List.of(places).subList(0, kept),
        staysInnermost ? elementBytes * dims[last] : elementBytes);
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
    long elements = 1;
    for (long dim : dims) {
      elements = Math.multiplyExact(elements, dim);
    }
    return elements;
  }
}
