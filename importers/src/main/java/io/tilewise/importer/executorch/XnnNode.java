package io.tilewise.importer.executorch;

import io.tilewise.importer.binary.FlatTable;
import io.tilewise.importer.binary.ImportException;
import io.tilewise.importer.executorch.XnnGraph.Value;
import io.tilewise.workload.TensorType;
import io.tilewise.workload.WeightScales;
import java.util.List;
import java.util.Optional;

/**
 * A node of an XNNPACK delegate.
 *
 * @param type its kind
 * @param fields its fields
 * @param bounds the least and the most that its result can be, if it has bounds
 * @param graph the graph, for its values
 */
record XnnNode(XnnNodeType type, FlatTable fields, Optional<Bounds> bounds, XnnGraph graph) {

  /** Bounds of a result. */
  record Bounds(float least, float most) {}

  /** Reads one. */
  static XnnNode of(FlatTable node, XnnGraph graph) {
    int number = node.uint8(0);
    XnnNodeType type =
        XnnNodeType.of(number)
            .orElseThrow(
                () ->
                    node.error(
                        "XNNPACK's node type "
                            + number
                            + " is not known; export with an older ExecuTorch, or keep the"
                            + " operator out of the delegate"));
    Optional<Bounds> bounds =
        node.optionalTable(3, "the bounds of a node")
            .map(b -> new Bounds(b.float32(0), b.float32(1)));
    return new XnnNode(type, node.table(1, "XNNPACK's " + type.label()), bounds, graph);
  }

  /** Whether its result is bounded on a side. */
  boolean clamped() {
    return bounds.filter(b -> Float.isFinite(b.least()) || Float.isFinite(b.most())).isPresent();
  }

  ImportException error(String message) {
    return fields.error(message);
  }

  /** A number in a field. */
  int number(int field) {
    return fields.size(field, "field " + field);
  }

  /** Type of the value that a field names. */
  TensorType value(int field) {
    Value value = named(field);
    return value
        .type()
        .orElseThrow(
            () ->
                error(
                    "a tensor has elements of XNNPACK's type "
                        + value.datatype()
                        + "; Tilewise knows fp32, fp16, statically quantized 8 bits and 32-bit"
                        + " integers"));
  }

  /** How many scales the 8-bit weights have that a field names. */
  WeightScales scales(int field) {
    return named(field).scales();
  }

  private Value named(int field) {
    long id = fields.uint32(field);
    Value value = graph.values().get(id);
    if (value == null) {
      throw error("value " + id + " is not in the graph");
    }
    return value;
  }

  /** The fields that name what it reads besides weights; the last one names what it writes. */
  private List<Integer> valueFields() {
    return switch (type) {
      case FULLY_CONNECTED -> List.of(0, 3);
      case CONV_2D, DEPTHWISE_CONV_2D, CONV_TRANSPOSE_2D -> List.of(15, 18);
      case LEAKY_RELU, ELU -> List.of(1, 2);
      case STATIC_TRANSPOSE, STATIC_RESHAPE, STATIC_RESIZE_BILINEAR_2D -> List.of(2, 3);
      case STATIC_CONSTANT_PAD, STATIC_SLICE -> List.of(3, 4);
      case AVG_POOLING_2D, MAX_POOLING_2D -> List.of(10, 11);
      case CONCATENATE_2 -> List.of(1, 2, 5);
      case CONCATENATE_3 -> List.of(1, 2, 3, 5);
      case CONCATENATE_4 -> List.of(1, 2, 3, 4, 5);
      case CONCATENATE_5 -> List.of(1, 2, 3, 4, 7, 5);
      case ADD, SUBTRACT, MULTIPLY, DIV, MINIMUM, MAXIMUM, PRELU, BATCH_MATRIX_MULTIPLY ->
          List.of(0, 1, 2);
      default -> List.of(0, 1);
    };
  }

  /** What it reads besides weights, by the numbers of values. */
  List<Long> operandIds() {
    List<Integer> all = valueFields();
    return all.subList(0, all.size() - 1).stream().map(fields::uint32).toList();
  }

  /** What it writes, by the number of the value. */
  long result() {
    return fields.uint32(valueFields().get(valueFields().size() - 1));
  }

  /** Types of what it reads besides weights. */
  List<TensorType> operandTypes() {
    List<Integer> all = valueFields();
    return all.subList(0, all.size() - 1).stream().map(this::value).toList();
  }

  /** Type of what it writes. */
  TensorType resultType() {
    return value(valueFields().get(valueFields().size() - 1));
  }
}
