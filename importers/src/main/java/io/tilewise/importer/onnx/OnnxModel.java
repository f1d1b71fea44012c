package io.tilewise.importer.onnx;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What of an ONNX file matters for its shapes and operators.
 *
 * @param file what the user calls the file
 * @param opset version of the standard operators
 * @param nodes the nodes, in the file's order
 * @param initializers the tensors that the file holds or refers to, by name
 * @param inputs what is given for every inference, without initializers
 * @param outputs names of what is returned
 * @param declared types that the file states, by name
 */
record OnnxModel(
    String file,
    long opset,
    List<Node> nodes,
    Map<String, Tensor> initializers,
    List<ValueInfo> inputs,
    List<String> outputs,
    Map<String, ValueInfo> declared) {

  /** Numbers of element types in {@code TensorProto.DataType}. */
  static final int FLOAT = 1;

  static final int INT32 = 6;
  static final int INT64 = 7;
  static final int BOOL = 9;
  static final int FLOAT16 = 10;
  static final int DOUBLE = 11;
  static final int BFLOAT16 = 16;

  /** Whether an element type is floating point. */
  static boolean isFloating(int dataType) {
    return dataType == FLOAT || dataType == FLOAT16 || dataType == DOUBLE || dataType == BFLOAT16;
  }

  /**
   * A node.
   *
   * @param index its place in the file
   * @param name its name; may be empty
   * @param type the operator, with its domain if that is not the standard one
   * @param inputs names of what it reads; an empty one is left out
   * @param outputs names of what it computes
   * @param attributes its attributes
   */
  record Node(
      int index,
      String name,
      String type,
      List<String> inputs,
      List<String> outputs,
      Map<String, Attribute> attributes) {

    long number(String attribute, long ifLeftOut) {
      return Optional.ofNullable(attributes.get(attribute))
          .flatMap(Attribute::number)
          .orElse(ifLeftOut);
    }

    double real(String attribute, double ifLeftOut) {
      return Optional.ofNullable(attributes.get(attribute))
          .flatMap(Attribute::real)
          .orElse(ifLeftOut);
    }

    String text(String attribute, String ifLeftOut) {
      return Optional.ofNullable(attributes.get(attribute))
          .flatMap(Attribute::text)
          .orElse(ifLeftOut);
    }

    /** The numbers of a list; empty if it is left out. */
    Optional<List<Long>> numbers(String attribute) {
      return Optional.ofNullable(attributes.get(attribute)).map(Attribute::numbers);
    }

    /** As messages show it. */
    String label() {
      return "node " + index + (name.isEmpty() ? "" : " \"" + name + "\"") + " (" + type + ")";
    }
  }

  /** An attribute, of which only one kind of value is there. */
  record Attribute(
      Optional<Long> number,
      Optional<Double> real,
      Optional<String> text,
      List<Long> numbers,
      Optional<Tensor> tensor) {}

  /**
   * A tensor.
   *
   * @param values its elements, if they are few and numbers
   */
  record Tensor(String name, List<Long> dims, int dataType, Optional<double[]> values) {}

  /** A type that the file states; a dimension is a number, a name, or unknown. */
  record ValueInfo(String name, int dataType, Optional<List<Dimension>> dims) {}

  /** A dimension. */
  record Dimension(Optional<Long> size, Optional<String> name) {}
}
