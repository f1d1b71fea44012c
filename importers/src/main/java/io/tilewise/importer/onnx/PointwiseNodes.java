package io.tilewise.importer.onnx;

import io.tilewise.importer.onnx.OnnxModel.Node;
import io.tilewise.workload.ElementType;
import io.tilewise.workload.Shape;
import io.tilewise.workload.TensorType;
import io.tilewise.workload.graph.ConversionOperator.Cast;
import io.tilewise.workload.graph.PointwiseOperator.Binary;
import io.tilewise.workload.graph.PointwiseOperator.BinaryFunction;
import io.tilewise.workload.graph.PointwiseOperator.Unary;
import io.tilewise.workload.graph.PointwiseOperator.UnaryFunction;
import io.tilewise.workload.graph.PointwiseOperator.Where;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Operators on each element, conversions, and quantization. */
final class PointwiseNodes {
  private static final Map<String, UnaryFunction> UNARY =
      Map.ofEntries(
          Map.entry("Relu", UnaryFunction.RELU),
          Map.entry("Sigmoid", UnaryFunction.SIGMOID),
          Map.entry("Floor", UnaryFunction.FLOOR),
          Map.entry("Abs", UnaryFunction.ABS),
          Map.entry("Neg", UnaryFunction.NEGATE),
          Map.entry("Ceil", UnaryFunction.CEIL),
          Map.entry("Sqrt", UnaryFunction.SQRT),
          Map.entry("Reciprocal", UnaryFunction.RECIPROCAL),
          Map.entry("Exp", UnaryFunction.EXP),
          Map.entry("Log", UnaryFunction.LOG),
          Map.entry("Sin", UnaryFunction.SIN),
          Map.entry("Cos", UnaryFunction.COS),
          Map.entry("Tanh", UnaryFunction.TANH),
          Map.entry("Erf", UnaryFunction.ERF),
          Map.entry("Gelu", UnaryFunction.GELU),
          Map.entry("com.microsoft.Gelu", UnaryFunction.GELU),
          Map.entry("com.microsoft.FastGelu", UnaryFunction.GELU),
          Map.entry("HardSwish", UnaryFunction.HARD_SWISH),
          Map.entry("Elu", UnaryFunction.ELU),
          Map.entry("LeakyRelu", UnaryFunction.LEAKY_RELU),
          Map.entry("Not", UnaryFunction.NOT));

  private static final Map<String, BinaryFunction> BINARY =
      Map.ofEntries(
          Map.entry("Add", BinaryFunction.ADD),
          Map.entry("Sub", BinaryFunction.SUBTRACT),
          Map.entry("Mul", BinaryFunction.MULTIPLY),
          Map.entry("Div", BinaryFunction.DIVIDE),
          Map.entry("Max", BinaryFunction.MAXIMUM),
          Map.entry("Min", BinaryFunction.MINIMUM),
          Map.entry("Sum", BinaryFunction.ADD),
          Map.entry("Pow", BinaryFunction.POWER),
          Map.entry("PRelu", BinaryFunction.PRELU),
          Map.entry("Equal", BinaryFunction.EQUAL),
          Map.entry("Greater", BinaryFunction.GREATER),
          Map.entry("GreaterOrEqual", BinaryFunction.GREATER_OR_EQUAL),
          Map.entry("Less", BinaryFunction.LESS),
          Map.entry("LessOrEqual", BinaryFunction.LESS_OR_EQUAL),
          Map.entry("And", BinaryFunction.AND),
          Map.entry("Or", BinaryFunction.OR),
          Map.entry("Xor", BinaryFunction.NOT_EQUAL),
          Map.entry("com.microsoft.QLinearAdd", BinaryFunction.ADD),
          Map.entry("com.microsoft.QLinearMul", BinaryFunction.MULTIPLY));

  /** Functions of one element that the language does not have. */
  private static final List<String> UNKNOWN =
      List.of(
          "Round",
          "Sign",
          "Softplus",
          "Softsign",
          "Mish",
          "Selu",
          "Celu",
          "ThresholdedRelu",
          "Shrink",
          "Tan",
          "Asin",
          "Acos",
          "Atan",
          "Sinh",
          "Cosh",
          "Asinh",
          "Acosh",
          "Atanh",
          "BitwiseNot",
          "Hardmax",
          "LpNormalization",
          "LRN",
          "MeanVarianceNormalization",
          "CumSum",
          "Trilu");

  private PointwiseNodes() {}

  static void register(Map<String, Handler> handlers) {
    UNARY.forEach(
        (type, f) -> handlers.put(type, (c, n) -> List.of(unary(c, n, c.input(n, 0), f))));
    BINARY.forEach((type, f) -> handlers.put(type, (c, n) -> List.of(chain(c, n, f))));
    handlers.put("Pow", (c, n) -> List.of(power(c, n)));
    handlers.put(
        "com.microsoft.QLinearAdd", (c, n) -> List.of(quantized(c, n, BinaryFunction.ADD)));
    handlers.put(
        "com.microsoft.QLinearMul", (c, n) -> List.of(quantized(c, n, BinaryFunction.MULTIPLY)));
    UNKNOWN.forEach(
        type -> handlers.put(type, (c, n) -> List.of(c.opaque(n, c.input(n, 0).type()))));
    for (String type : List.of("IsNaN", "IsInf")) {
      handlers.put(
          type, (c, n) -> List.of(c.opaque(n, c.input(n, 0).type().with(ElementType.BOOL))));
    }
    handlers.put("Mod", (c, n) -> List.of(c.opaque(n, broadcast(c, n))));
    handlers.put("Clip", (c, n) -> List.of(unary(c, n, c.input(n, 0), clip(c, n))));
    handlers.put("HardSigmoid", (c, n) -> List.of(hardSigmoid(c, n)));
    handlers.put(
        "Where",
        (c, n) ->
            List.of(c.apply(n, "where", new Where(), c.input(n, 0), c.input(n, 1), c.input(n, 2))));
    handlers.put("Mean", (c, n) -> List.of(scaled(c, n, chain(c, n, BinaryFunction.ADD))));
    for (String type :
        List.of(
            "Identity",
            "Dropout",
            "QuantizeLinear",
            "DequantizeLinear",
            "com.microsoft.QuantizeLinear",
            "com.microsoft.DequantizeLinear")) {
      handlers.put(type, PointwiseNodes::same);
    }
    handlers.put("DynamicQuantizeLinear", PointwiseNodes::dynamicallyQuantized);
    handlers.put(
        "Cast", (c, n) -> List.of(cast(c, n, Conversion.element((int) n.number("to", 1)))));
    handlers.put("CastLike", (c, n) -> List.of(cast(c, n, c.input(n, 1).type().element())));
  }

  static Value unary(Conversion c, Node node, Value x, UnaryFunction function) {
    String word = function.name().toLowerCase(Locale.ROOT);
    Unary operator = new Unary(function);
    return switch (function) {
      case RELU, RELU6, SIGMOID, SQUARE, FLOOR, CLAMP -> c.apply(node, word, operator, x);
      default -> c.apply(node, "unary", operator, List.of(x), Map.of("function", word));
    };
  }

  static Value binary(Conversion c, Node node, BinaryFunction function, Value left, Value right) {
    String word = function.name().toLowerCase(Locale.ROOT);
    Binary operator = new Binary(function);
    return switch (function) {
      case ADD, SUBTRACT, MULTIPLY, DIVIDE -> c.apply(node, word, operator, left, right);
      default -> c.apply(node, "binary", operator, List.of(left, right), Map.of("function", word));
    };
  }

  /** A function of two tensors; of more, one after the other; of one, nothing. */
  private static Value chain(Conversion c, Node node, BinaryFunction function) {
    List<Value> read = c.inputs(node);
    if (read.isEmpty()) {
      throw c.error(node, "reads nothing");
    }
    Value result = read.get(0);
    for (Value other : read.subList(1, read.size())) {
      result = binary(c, node, function, result, other);
    }
    return result;
  }

  /** Inputs: the first tensor, its scale and zero point, the second tensor. */
  private static Value quantized(Conversion c, Node node, BinaryFunction function) {
    return binary(c, node, function, c.input(node, 0), c.input(node, 3));
  }

  private static TensorType broadcast(Conversion c, Node node) {
    return new Binary(BinaryFunction.ADD)
        .infer(List.of(c.input(node, 0).type(), c.input(node, 1).type()));
  }

  private static Value power(Conversion c, Node node) {
    Value exponent = c.input(node, 1);
    boolean isSquare = exponent.values().filter(v -> v.length == 1 && v[0] == 2).isPresent();
    return isSquare
        ? unary(c, node, c.input(node, 0), UnaryFunction.SQUARE)
        : binary(c, node, BinaryFunction.POWER, c.input(node, 0), exponent);
  }

  /**
   * What a Clip is by its bounds, if they are known: ReLU6 from 0 to 6, ReLU from 0 without an
   * upper one, for which exporters also write the largest float; else a clamp.
   */
  private static UnaryFunction clip(Conversion c, Node node) {
    boolean fromZero = c.input(node, 0).type().element().isFloating() && bound(c, node, 1) == 0;
    if (fromZero && bound(c, node, 2) == 6) {
      return UnaryFunction.RELU6;
    }
    boolean unlimited = !c.has(node, 2) || bound(c, node, 2) >= Float.MAX_VALUE;
    return fromZero && unlimited ? UnaryFunction.RELU : UnaryFunction.CLAMP;
  }

  /** A constant of one element; NaN, which equals nothing, if it is none. */
  private static double bound(Conversion c, Node node, int input) {
    return c.has(node, input)
        ? c.input(node, input).values().filter(v -> v.length == 1).map(v -> v[0]).orElse(Double.NaN)
        : Double.NaN;
  }

  private static Value scalar(String name, Value like) {
    return Conversion.constant(name, like.type().with(Shape.of(1)));
  }

  private static Value hardSigmoid(Conversion c, Node node) {
    Value x = c.input(node, 0);
    Value scaled = binary(c, node, BinaryFunction.MULTIPLY, x, scalar("slope", x));
    Value shifted = binary(c, node, BinaryFunction.ADD, scaled, scalar("shift", x));
    return unary(c, node, shifted, UnaryFunction.CLAMP);
  }

  private static Value scaled(Conversion c, Node node, Value sum) {
    return c.inputs(node).size() == 1
        ? sum
        : binary(c, node, BinaryFunction.MULTIPLY, sum, scalar("count", sum));
  }

  /** What changes nothing, or only says in how many bits a runtime is to compute. */
  private static List<Value> same(Conversion c, Node node) {
    Value x = c.input(node, 0);
    boolean quantization =
        node.type().endsWith("QuantizeLinear") || node.type().endsWith("DequantizeLinear");
    Value result =
        quantization
            ? new Value(x.name(), x.type().with(ElementType.F32), x.constant(), Optional.empty())
            : x;
    List<Value> results = new ArrayList<>();
    node.outputs().forEach(output -> results.add(result));
    return results;
  }

  /** The tensor itself, its scale and its zero point. */
  private static List<Value> dynamicallyQuantized(Conversion c, Node node) {
    Value x = c.input(node, 0);
    TensorType number = x.type().with(Shape.of());
    return List.of(
        x, Conversion.constant("scale", number), Conversion.constant("zero_point", number));
  }

  private static Value cast(Conversion c, Node node, ElementType to) {
    Value x = c.input(node, 0);
    ElementType from = x.type().element();
    if (x.constant()) {
      Optional<double[]> values =
          to.isFloating() ? x.values() : x.values().map(PointwiseNodes::truncated);
      return new Value(x.name(), x.type().with(to), true, values);
    }
    return from == to
        ? x
        : c.apply(node, "cast", new Cast(to), List.of(x), Map.of("to", c.dtype(to)));
  }

  private static double[] truncated(double[] values) {
    double[] whole = values.clone();
    for (int i = 0; i < whole.length; i++) {
      whole[i] = whole[i] < 0 ? Math.ceil(whole[i]) : Math.floor(whole[i]);
    }
    return whole;
  }
}
