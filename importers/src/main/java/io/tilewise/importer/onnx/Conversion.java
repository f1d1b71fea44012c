package io.tilewise.importer.onnx;

import io.tilewise.importer.binary.ImportException;
import io.tilewise.importer.onnx.OnnxModel.Dimension;
import io.tilewise.importer.onnx.OnnxModel.Node;
import io.tilewise.workload.ElementType;
import io.tilewise.workload.Shape;
import io.tilewise.workload.TensorType;
import io.tilewise.workload.graph.MovementOperator.Reshape;
import io.tilewise.workload.graph.OpaqueOperator;
import io.tilewise.workload.graph.Operator;
import io.tilewise.workload.graph.ShapeMismatch;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The state of a conversion: what is known of the model's tensors, and what has been written. */
final class Conversion {
  private static final long MOST_ELEMENTS = 1L << 31;

  /**
   * Operators and what they read, all told: a node may have results that each read all it reads.
   */
  private static final int MOST_OPERANDS = 1_000_000;

  private final OnnxModel model;
  private final NetworkWriter writer = new NetworkWriter();
  private final Map<String, Value> values = new HashMap<>();
  private final Set<String> computed = new HashSet<>();
  private final Map<String, String> parameters = new HashMap<>();
  private final Map<String, Integer> opaque = new TreeMap<>();
  private final Set<Integer> opaqueNodes = new HashSet<>();
  private int operands;

  /** Tensors of unknown shape, each with the result that this comes from. */
  private final Map<String, UnstatedShape.Result> unstated = new HashMap<>();

  private final Map<String, UnstatedShape.Result> missing = new LinkedHashMap<>();

  private final String floating;
  private final Map<String, Integer> dims;

  /**
   * A conversion.
   *
   * @param floating the language's name of the model's floating-point type
   * @param dims sizes that the user gives for named dimensions
   */
  Conversion(OnnxModel model, String floating, Map<String, Integer> dims) {
    this.model = model;
    this.dims = Map.copyOf(dims);
    this.floating = floating;
    model.nodes().forEach(node -> computed.addAll(node.outputs()));
  }

  OnnxModel model() {
    return model;
  }

  NetworkWriter writer() {
    return writer;
  }

  /** How many nodes of each type are priced without being known. */
  Map<String, Integer> opaqueOperators() {
    return opaque;
  }

  /** Counts a node that is priced without being known; once, however many results it has. */
  void countOpaque(Node node) {
    if (opaqueNodes.add(node.index())) {
      opaque.merge(node.type(), 1, Integer::sum);
    }
  }

  /** Says that a tensor's shape is not known, and of which result that is the fault. */
  void unstated(String name, UnstatedShape.Result fault) {
    unstated.put(name, fault);
  }

  /** Results of unknown shape that the network cannot do without, in the order of asking. */
  Collection<UnstatedShape.Result> missing() {
    return missing.values();
  }

  /** Asks for a tensor; the result that is at fault if its shape is not known. */
  Optional<UnstatedShape.Result> fault(String name) {
    Optional<UnstatedShape.Result> fault = Optional.ofNullable(unstated.get(name));
    fault.ifPresent(this::require);
    return fault;
  }

  /** Notes a result of unknown shape that the network cannot do without. */
  void require(UnstatedShape.Result fault) {
    missing.put(fault.name(), fault);
  }

  void define(String name, Value value) {
    values.put(name, value);
  }

  Optional<Value> value(String name) {
    return Optional.ofNullable(values.get(name));
  }

  ImportException error(Node node, String message) {
    return new ImportException(model.file(), node.label(), message);
  }

  /** Whether a node reads something in this place. */
  boolean has(Node node, int input) {
    return input < node.inputs().size() && !node.inputs().get(input).isEmpty();
  }

  /** What a node reads in this place. */
  Value input(Node node, int input) {
    if (!has(node, input)) {
      throw error(node, "input " + input + " is missing");
    }
    String name = node.inputs().get(input);
    fault(name)
        .ifPresent(
            fault -> {
              throw new UnstatedShape(fault);
            });
    return value(name)
        .orElseThrow(
            () ->
                error(
                    node,
                    computed.contains(name)
                        ? "reads \""
                            + name
                            + "\", which no node before it computes; the network has a cycle, or"
                            + " its nodes are not sorted"
                        : "reads \""
                            + name
                            + "\", which is no input, no initializer and no result of a node"));
  }

  /** All that a node reads. */
  List<Value> inputs(Node node) {
    List<Value> all = new ArrayList<>();
    for (int i = 0; i < node.inputs().size(); i++) {
      if (has(node, i)) {
        all.add(input(node, i));
      }
    }
    return all;
  }

  /** Whole numbers that are an attribute in old operator sets and an input in new ones. */
  Optional<List<Long>> numbers(Node node, String attribute, int input) {
    if (has(node, input)) {
      return Optional.of(
          input(node, input)
              .wholeNumbers()
              .orElseThrow(
                  () ->
                      error(
                          node,
                          attribute
                              + " is computed while the network runs, so that shapes are not known;"
                              + " give input sizes with --dim, or simplify the model")));
    }
    return node.numbers(attribute);
  }

  /** Counts what an operator reads; a file that multiplies it is no network. */
  private void spend(Node node, List<Value> read) {
    operands += 1 + read.size();
    if (operands > MOST_OPERANDS) {
      throw error(
          node, "the operators up to here read more than " + MOST_OPERANDS + " tensors together");
    }
  }

  /** A constant of which only the type is known. */
  static Value constant(String name, TensorType type) {
    return new Value(name, type, true, Optional.empty());
  }

  /**
   * Applies an operator of the language.
   *
   * @param word the operator in the language
   * @param keys the keys it has there besides inputs
   */
  Value apply(Node node, String word, Operator operator, List<Value> read, Map<String, ?> keys) {
    spend(node, read);
    TensorType type = infer(node, operator, read);
    if (read.stream().allMatch(Value::constant) && !read.isEmpty()) {
      return constant(node.outputs().get(0), type);
    }
    String name = writer.unique(nameOf(node));
    Map<String, String> written = new LinkedHashMap<>();
    keys.forEach((key, value) -> written.put(key, String.valueOf(value)));
    writer.operator(name, word, read.stream().map(this::written).toList(), written);
    return new Value(name, type, false, Optional.empty());
  }

  Value apply(Node node, String word, Operator operator, Value... read) {
    return apply(node, word, operator, List.of(read), Map.of());
  }

  private TensorType infer(Node node, Operator operator, List<Value> read) {
    List<TensorType> types = read.stream().map(Value::type).toList();
    try {
      TensorType type = operator.infer(types);
      if (type.elements() > MOST_ELEMENTS) {
        throw error(node, "the result " + type + " has more than " + MOST_ELEMENTS + " elements");
      }
      return type;
    } catch (ShapeMismatch mismatch) {
      String which =
          mismatch.operand() < 0 ? "" : "\"" + read.get(mismatch.operand()).name() + "\" ";
      throw error(node, which + mismatch.getMessage());
    } catch (ArithmeticException overflow) {
      throw error(node, "the result is too large");
    }
  }

  /** A parameter of the file for a constant; the tensor itself else. */
  private String written(Value value) {
    return value.constant() ? given(value, false) : value.name();
  }

  /** The name that a constant has in the file, where it becomes a parameter or a buffer. */
  private String given(Value value, boolean buffer) {
    return parameters.computeIfAbsent(
        value.name() + value.shape(),
        key -> {
          String name = writer.unique(value.name());
          writer.constant(name, value.shape().dims(), buffer);
          return name;
        });
  }

  private static String nameOf(Node node) {
    String last = node.name().replaceFirst("^.*/(?=[^/]*/[^/]*$)", "");
    return last.isEmpty() ? node.type() : last;
  }

  /** The same elements under another shape. */
  Value reshaped(Node node, Value x, List<Integer> dims) {
    Shape shape = Shape.of(dims);
    if (shape.equals(x.shape())) {
      return x;
    }
    if (x.values().isPresent() && shape.elements() == x.shape().elements()) {
      return new Value(x.name(), x.type().with(shape), true, x.values());
    }
    if (dims.isEmpty()) {
      // The language has no reshape to a scalar; one element moves nowhere.
      return new Value(x.name(), x.type(), x.constant(), x.values());
    }
    return apply(node, "reshape", new Reshape(shape), List.of(x), Map.of("shape", dims));
  }

  /** An operator that the language does not have, with the type of its result. */
  Value opaque(Node node, TensorType result) {
    return opaque(node, result, inputs(node));
  }

  /**
   * An operator that the language does not have. It reads what is computed first: the first is what
   * its price counts elements of.
   *
   * @param result type of its result
   * @param read all that it reads
   */
  Value opaque(Node node, TensorType result, List<Value> read) {
    spend(node, read);
    if (!read.isEmpty() && read.stream().allMatch(Value::constant)) {
      return constant(node.outputs().get(0), result);
    }
    countOpaque(node);
    List<Integer> dims = result.shape().rank() == 0 ? List.of(1) : result.shape().dims();
    TensorType type = result.with(Shape.of(dims));
    List<Value> tensors = new ArrayList<>();
    read.stream().filter(value -> !value.constant()).forEach(tensors::add);
    read.stream()
        .filter(value -> value.constant() && value.shape().elements() > 0)
        .forEach(
            value -> {
              given(value, isNumbers(value));
              tensors.add(value);
            });
    Map<String, Object> keys = new LinkedHashMap<>();
    keys.put("called", calledName(node));
    keys.put("shape", dims);
    keys.put("dtype", dtype(type.element()));
    return apply(node, "opaque", new OpaqueOperator(node.type(), type), tensors, keys);
  }

  /**
   * Whether a constant is whole numbers that are known: indices and sizes, which are not learned.
   */
  private static boolean isNumbers(Value value) {
    return !value.type().element().isFloating() && value.values().isPresent();
  }

  private static String calledName(Node node) {
    String clean = node.type().replaceAll("[^A-Za-z0-9_.:]", "_");
    return clean.matches("[A-Za-z].*") ? clean : "x" + clean;
  }

  /** The type's name in the language. */
  String dtype(ElementType element) {
    return switch (element) {
      case BOOL -> "bool";
      case S32 -> "int32";
      case S64 -> "int64";
      default -> floating;
    };
  }

  /**
   * An operator that the language does not have, whose result the file declares.
   *
   * @throws UnstatedShape if it does not
   */
  Value opaque(Node node) {
    String output = node.outputs().get(0);
    return opaque(
        node,
        declared(output)
            .orElseThrow(() -> new UnstatedShape(new UnstatedShape.Result(output, node))));
  }

  /** The type that the file declares for a tensor, if all its sizes are known. */
  Optional<TensorType> declared(String name) {
    return Optional.ofNullable(model.declared().get(name))
        .flatMap(
            info ->
                info.dims()
                    .flatMap(this::sizes)
                    .map(sizes -> new TensorType(element(info.dataType()), Shape.of(sizes))));
  }

  private Optional<List<Integer>> sizes(List<Dimension> written) {
    List<Integer> sizes = new ArrayList<>();
    for (Dimension dimension : written) {
      Optional<Long> size =
          dimension.size().or(() -> dimension.name().map(dims::get).map(Integer::longValue));
      if (size.filter(s -> s > 0 && s <= Integer.MAX_VALUE).isEmpty()) {
        return Optional.empty();
      }
      sizes.add(size.get().intValue());
    }
    return Optional.of(sizes);
  }

  /** All floating-point types count as single precision, all integers as 64 bits. */
  static ElementType element(int dataType) {
    if (OnnxModel.isFloating(dataType) || dataType == 0) {
      return ElementType.F32;
    }
    return dataType == OnnxModel.BOOL ? ElementType.BOOL : ElementType.S64;
  }
}
