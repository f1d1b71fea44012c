package io.tilewise.importer.executorch;

import io.tilewise.importer.binary.FlatTable;
import io.tilewise.workload.ElementType;
import io.tilewise.workload.Shape;
import io.tilewise.workload.TensorType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A value of an ExecuTorch program: what kernel calls have as arguments. */
sealed interface ProgramValue {

  /** Numbers of kinds in the union {@code KernelTypes} of ExecuTorch's {@code program.fbs}. */
  int INT = 2;

  int TENSOR = 5;
  int INT_LIST = 7;
  int TENSOR_LIST = 10;
  int OPTIONAL_TENSOR_LIST = 11;

  /** Element types by their number in PyTorch, as far as Tilewise has them. */
  Map<Integer, ElementType> ELEMENTS =
      Map.of(
          0, ElementType.S8, // unsigned; it moves like the signed one
          1, ElementType.S8,
          3, ElementType.S32,
          4, ElementType.S64,
          5, ElementType.F16,
          6, ElementType.F32,
          11, ElementType.BOOL,
          12, ElementType.QS8);

  /**
   * A tensor.
   *
   * @param type its type in memory order; empty if Tilewise does not have its element type
   * @param scalarType the number of its element type
   * @param constant whether the program holds its data
   * @param place where it lies in memory: tensors that are views of each other lie in the same
   */
  record Tensor(Optional<TensorType> type, int scalarType, boolean constant, String place)
      implements ProgramValue {}

  /** A whole number. */
  record Int(long value) implements ProgramValue {}

  /** Values, by their numbers; -1 stands for one left out. */
  record ListOf(boolean tensors, List<Integer> items) implements ProgramValue {}

  /** Anything that no price depends on. */
  record Other() implements ProgramValue {}

  /**
   * Reads one.
   *
   * @param index its number
   */
  static ProgramValue of(FlatTable value, int index) {
    int kind = value.uint8(0);
    return switch (kind) {
      case INT -> new Int(value.table(1, "a number").int64(0));
      case TENSOR -> tensor(value.table(1, "a tensor"), index);
      case INT_LIST -> numbers(value.table(1, "a list of numbers"));
      case TENSOR_LIST, OPTIONAL_TENSOR_LIST ->
          new ListOf(true, value.table(1, "a list of tensors").ints(0, "its items"));
      default -> new Other();
    };
  }

  private static ListOf numbers(FlatTable list) {
    List<Integer> items = new ArrayList<>();
    for (long item : list.longs(0, "its items")) {
      if (item < 0 || item > Integer.MAX_VALUE) {
        throw list.error("item " + item + " is no number of a value");
      }
      items.add((int) item);
    }
    return new ListOf(false, items);
  }

  private static Tensor tensor(FlatTable tensor, int index) {
    int scalarType = tensor.uint8(0);
    List<Integer> sizes = tensor.ints(2, "the sizes of a tensor");
    List<Integer> order = tensor.uint8s(3, "the order of a tensor's dimensions");
    boolean constant = tensor.uint32(5) > 0;
    Shape shape = shape(tensor, sizes, order);
    return new Tensor(
        Optional.ofNullable(ELEMENTS.get(scalarType)).map(e -> new TensorType(e, shape)),
        scalarType,
        constant,
        place(tensor, index));
  }

  /** The sizes as the dimensions lie in memory. */
  private static Shape shape(FlatTable tensor, List<Integer> sizes, List<Integer> order) {
    if (!order.isEmpty() && order.size() != sizes.size()) {
      throw tensor.error(sizes.size() + " sizes have an order of " + order.size());
    }
    List<Integer> dims = new ArrayList<>();
    for (int i = 0; i < sizes.size(); i++) {
      int from = order.isEmpty() ? i : order.get(i);
      if (from >= sizes.size()) {
        throw tensor.error("dimension " + from + " of " + sizes.size() + " is named");
      }
      dims.add(sizes.get(from));
    }
    return TensorLimits.shape(tensor, dims);
  }

  /** Planned memory, or the value itself if it has none. */
  private static String place(FlatTable tensor, int index) {
    return tensor
        .optionalTable(6, "the memory of a tensor")
        .map(m -> m.uint32(0) + ":" + m.uint32(2) + ":" + m.uint32(1))
        .orElse("value " + index);
  }
}
