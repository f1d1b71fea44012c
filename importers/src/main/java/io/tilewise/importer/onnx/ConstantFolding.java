package io.tilewise.importer.onnx;

import io.tilewise.importer.onnx.OnnxModel.Node;
import io.tilewise.importer.onnx.OnnxModel.Tensor;
import io.tilewise.workload.ElementType;
import io.tilewise.workload.Shape;
import io.tilewise.workload.TensorType;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/**
 * Arithmetic on constants whose elements are known: what models compute shapes with. Numbers are
 * held in double precision, which whole numbers up to 2^53 fit into.
 */
final class ConstantFolding {
  private static final int MOST_VALUES = 4096;

  private static final Map<String, DoubleBinaryOperator> ARITHMETIC =
      Map.ofEntries(
          Map.entry("Add", Double::sum),
          Map.entry("Sub", (a, b) -> a - b),
          Map.entry("Mul", (a, b) -> a * b),
          Map.entry("Min", Math::min),
          Map.entry("Max", Math::max),
          Map.entry("Mod", (a, b) -> a - b * Math.floor(a / b)),
          Map.entry("Pow", Math::pow),
          Map.entry("Equal", (a, b) -> a == b ? 1 : 0),
          Map.entry("Greater", (a, b) -> a > b ? 1 : 0),
          Map.entry("Less", (a, b) -> a < b ? 1 : 0));

  private ConstantFolding() {}

  /** The node's only result, if it follows from what is known before the network runs. */
  static Optional<Value> fold(Conversion c, Node node) {
    return switch (node.type()) {
      case "Constant" -> Optional.of(constant(c, node));
      case "Shape" -> Optional.of(shape(c, node));
      case "Size" ->
          Optional.of(
              numbers(node, ElementType.S64, Shape.of(), c.input(node, 0).shape().elements()));
      default -> node.inputs().isEmpty() ? Optional.empty() : ofValues(c, node);
    };
  }

  private static Value numbers(Node node, ElementType element, Shape shape, double... values) {
    return new Value(
        node.outputs().get(0), new TensorType(element, shape), true, Optional.of(values));
  }

  private static Value constant(Conversion c, Node node) {
    OnnxModel.Attribute tensor = node.attributes().get("value");
    if (tensor != null && tensor.tensor().isPresent()) {
      return initializer(c, node.label(), node.outputs().get(0), tensor.tensor().get());
    }
    Optional<List<Long>> list = node.numbers("value_ints");
    if (list.isPresent()) {
      double[] values = list.get().stream().mapToDouble(Long::doubleValue).toArray();
      return numbers(node, ElementType.S64, Shape.of(values.length), values);
    }
    if (node.attributes().containsKey("value_int")) {
      return numbers(node, ElementType.S64, Shape.of(), node.number("value_int", 0));
    }
    if (node.attributes().containsKey("value_float")) {
      return numbers(node, ElementType.F32, Shape.of(), node.real("value_float", 0));
    }
    return Conversion.constant(
        node.outputs().get(0),
        c.declared(node.outputs().get(0))
            .orElseThrow(() -> c.error(node, "the constant is of a kind that is not supported")));
  }

  /** A tensor that the file holds. */
  static Value initializer(Conversion c, String place, String name, Tensor tensor) {
    Shape shape = Shapes.of(c.model().file(), place, tensor.dims());
    TensorType type = new TensorType(Conversion.element(tensor.dataType()), shape);
    return new Value(name, type, true, tensor.values());
  }

  private static Value shape(Conversion c, Node node) {
    List<Integer> dims = c.input(node, 0).shape().dims();
    int start = index(node.number("start", 0), dims.size());
    int end = index(node.number("end", dims.size()), dims.size());
    double[] part =
        dims.subList(Math.min(start, end), end).stream()
            .mapToDouble(Integer::doubleValue)
            .toArray();
    return numbers(node, ElementType.S64, Shape.of(part.length), part);
  }

  private static int index(long index, int size) {
    long fromZero = index < 0 ? index + size : index;
    return (int) Math.max(0, Math.min(size, fromZero));
  }

  private static Optional<Value> ofValues(Conversion c, Node node) {
    List<Value> read = c.inputs(node);
    if (!read.stream().allMatch(value -> value.constant() && value.values().isPresent())) {
      return Optional.empty();
    }
    return switch (node.type()) {
      case "Div" -> arithmetic(node, read, division(read.get(0)));
      case "Concat" -> concat(node, read);
      case "Gather" -> gather(c, node, read);
      case "Slice" -> slice(node, read);
      case "ConstantOfShape" -> filled(c, node, read.get(0));
      case "Range" -> range(node, read);
      case "Where" -> where(node, read);
      case "Floor" -> mapped(node, read.get(0), Math::floor);
      case "Ceil" -> mapped(node, read.get(0), Math::ceil);
      case "Neg" -> mapped(node, read.get(0), a -> -a);
      case "Sqrt" -> mapped(node, read.get(0), Math::sqrt);
      case "ReduceProd" -> Optional.of(product(node, read.get(0)));
      default ->
          ARITHMETIC.containsKey(node.type())
              ? arithmetic(node, read, ARITHMETIC.get(node.type()))
              : Optional.empty();
    };
  }

  /** Whole numbers are divided towards zero. */
  private static DoubleBinaryOperator division(Value left) {
    return left.type().element().isFloating()
        ? (a, b) -> a / b
        : (a, b) -> b == 0 ? 0 : truncated(a / b);
  }

  private static double truncated(double quotient) {
    return quotient < 0 ? Math.ceil(quotient) : Math.floor(quotient);
  }

  /** Of equal shapes, or with one number on a side. */
  private static Optional<Value> arithmetic(
      Node node, List<Value> read, DoubleBinaryOperator operator) {
    if (read.size() != 2) {
      return Optional.empty();
    }
    double[] left = read.get(0).values().orElseThrow();
    double[] right = read.get(1).values().orElseThrow();
    boolean fits = left.length == right.length || left.length == 1 || right.length == 1;
    if (!fits || left.length == 0 || right.length == 0) {
      return Optional.empty();
    }
    Value larger =
        right.length > left.length || read.get(1).rank() > read.get(0).rank()
            ? read.get(1)
            : read.get(0);
    double[] result = new double[Math.max(left.length, right.length)];
    for (int i = 0; i < result.length; i++) {
      result[i] =
          operator.applyAsDouble(left[left.length == 1 ? 0 : i], right[right.length == 1 ? 0 : i]);
    }
    if (larger.shape().elements() != result.length) {
      return Optional.empty();
    }
    boolean comparison = List.of("Equal", "Greater", "Less").contains(node.type());
    ElementType element = comparison ? ElementType.BOOL : read.get(0).type().element();
    return Optional.of(numbers(node, element, larger.shape(), result));
  }

  private static Optional<Value> concat(Node node, List<Value> read) {
    if (!read.stream().allMatch(value -> value.rank() == 1)) {
      return Optional.empty();
    }
    double[] all =
        read.stream().flatMapToDouble(v -> Arrays.stream(v.values().orElseThrow())).toArray();
    return all.length > MOST_VALUES
        ? Optional.empty()
        : Optional.of(numbers(node, read.get(0).type().element(), Shape.of(all.length), all));
  }

  private static Optional<Value> gather(Conversion c, Node node, List<Value> read) {
    double[] from = read.get(0).values().orElseThrow();
    double[] indices = read.get(1).values().orElseThrow();
    if (read.get(0).rank() != 1 || node.number("axis", 0) > 0) {
      return Optional.empty();
    }
    double[] picked = new double[indices.length];
    for (int i = 0; i < indices.length; i++) {
      picked[i] = from[Axes.of(c, node, (long) indices[i], from.length)];
    }
    return Optional.of(numbers(node, read.get(0).type().element(), read.get(1).shape(), picked));
  }

  private static Optional<Value> slice(Node node, List<Value> read) {
    double[] from = read.get(0).values().orElseThrow();
    boolean plain = read.size() < 5 || read.get(4).values().orElseThrow()[0] == 1;
    if (read.get(0).rank() != 1 || read.size() < 3 || !plain) {
      return Optional.empty();
    }
    double[] starts = read.get(1).values().orElseThrow();
    double[] ends = read.get(2).values().orElseThrow();
    if (starts.length != 1 || ends.length != 1) {
      return Optional.empty();
    }
    int start = index((long) starts[0], from.length);
    int end = index((long) ends[0], from.length);
    double[] part = Arrays.copyOfRange(from, Math.min(start, end), end);
    return Optional.of(numbers(node, read.get(0).type().element(), Shape.of(part.length), part));
  }

  private static Optional<Value> filled(Conversion c, Node node, Value shape) {
    List<Long> dims = shape.wholeNumbers().orElseThrow();
    Shape filled = Shapes.of(c.model().file(), node.label(), dims);
    Optional<Tensor> value =
        Optional.ofNullable(node.attributes().get("value")).flatMap(OnnxModel.Attribute::tensor);
    ElementType element = value.map(t -> Conversion.element(t.dataType())).orElse(ElementType.F32);
    double number =
        value.flatMap(Tensor::values).filter(v -> v.length > 0).map(v -> v[0]).orElse(0.0);
    TensorType type = new TensorType(element, filled);
    if (type.elements() > MOST_VALUES) {
      return Optional.of(Conversion.constant(node.outputs().get(0), type));
    }
    double[] values = new double[(int) type.elements()];
    Arrays.fill(values, number);
    return Optional.of(numbers(node, element, filled, values));
  }

  private static Optional<Value> range(Node node, List<Value> read) {
    if (read.size() != 3 || read.stream().anyMatch(v -> v.values().orElseThrow().length != 1)) {
      return Optional.empty();
    }
    double start = read.get(0).values().orElseThrow()[0];
    double end = read.get(1).values().orElseThrow()[0];
    double step = read.get(2).values().orElseThrow()[0];
    double count = Math.ceil((end - start) / step);
    if (!(count >= 0 && count <= MOST_VALUES)) {
      return Optional.empty();
    }
    double[] values = IntStream.range(0, (int) count).mapToDouble(i -> start + i * step).toArray();
    return Optional.of(
        numbers(node, read.get(0).type().element(), Shape.of(values.length), values));
  }

  private static Optional<Value> where(Node node, List<Value> read) {
    double[] condition = read.get(0).values().orElseThrow();
    double[] yes = read.get(1).values().orElseThrow();
    double[] no = read.get(2).values().orElseThrow();
    int length = condition.length;
    if ((yes.length != length && yes.length != 1) || (no.length != length && no.length != 1)) {
      return Optional.empty();
    }
    double[] chosen = new double[length];
    for (int i = 0; i < length; i++) {
      chosen[i] = condition[i] != 0 ? yes[yes.length == 1 ? 0 : i] : no[no.length == 1 ? 0 : i];
    }
    return Optional.of(numbers(node, read.get(1).type().element(), read.get(0).shape(), chosen));
  }

  private static Optional<Value> mapped(Node node, Value x, DoubleUnaryOperator function) {
    double[] values = Arrays.stream(x.values().orElseThrow()).map(function).toArray();
    return Optional.of(numbers(node, x.type().element(), x.shape(), values));
  }

  private static Value product(Node node, Value x) {
    double product = Arrays.stream(x.values().orElseThrow()).reduce(1, (a, b) -> a * b);
    Shape shape = node.number("keepdims", 1) != 0 ? Shape.of(1) : Shape.of();
    return numbers(node, x.type().element(), shape, product);
  }
}
