package io.tilewise.workload.file;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** What the tensors of a file may be like. */
final class TensorSize {
  private static final long MOST_ELEMENTS = 1L << 31;
  private static final int MOST_DIMENSIONS = 6;

  private TensorSize() {}

  /** What is wrong with a shape, if it is larger than anyone means. */
  static Optional<String> problem(List<Integer> shape) {
    if (shape.size() > MOST_DIMENSIONS) {
      return Optional.of(
          "the shape has " + shape.size() + " dimensions; at most " + MOST_DIMENSIONS + " can be");
    }
    double elements = shape.stream().mapToDouble(Integer::doubleValue).reduce(1, (a, b) -> a * b);
    return elements <= MOST_ELEMENTS
        ? Optional.empty()
        : Optional.of("the shape " + shape + " has more than " + MOST_ELEMENTS + " elements");
  }

  /** What is wrong with an order of dimensions, if not each is in it once. */
  static Optional<String> orderProblem(List<Integer> order, int rank) {
    List<Integer> all = IntStream.range(0, rank).boxed().toList();
    return order.stream().sorted().toList().equals(all)
        ? Optional.empty()
        : Optional.of("the order " + order + " does not have each of " + all + " once");
  }
}
