package io.tilewise.importer.executorch;

import io.tilewise.importer.binary.BinaryFile;
import io.tilewise.importer.binary.FlatTable;
import io.tilewise.workload.ElementType;
import io.tilewise.workload.Shape;
import io.tilewise.workload.TensorType;
import io.tilewise.workload.WeightScales;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The payload of an XNNPACK delegate: nodes in order and the values they read and write. Shapes are
 * in memory order already.
 *
 * <p>Header: {@code XH00} at byte 4, its length at 8, offset and size of the graph at 10 and 14.
 * Without header the graph itself begins the payload, as in old programs.
 */
record XnnGraph(List<FlatTable> nodes, Map<Long, Value> values) {
  private static final int FROM_OUTSIDE = 1;
  private static final int TO_OUTSIDE = 2;

  private static final int MOST_NODES = 100_000;

  /** Numbers of element types in {@code XNNDatatype}. */
  private static final Map<Integer, ElementType> ELEMENTS =
      Map.of(
          1, ElementType.F32,
          2, ElementType.F16,
          3, ElementType.QS8,
          4, ElementType.QS8, // unsigned; the same kernels in another type
          5, ElementType.S32,
          6, ElementType.QS8,
          7, ElementType.S32,
          12, ElementType.S32);

  private static final int PER_CHANNEL_8_BITS = 6;

  /**
   * A value.
   *
   * @param type its type; empty if Tilewise does not have its element type
   * @param datatype the number of its element type
   * @param argument which argument of the delegate call it is, if it is one
   * @param flags whether it comes from outside, or goes there
   */
  record Value(Optional<TensorType> type, int datatype, long argument, long flags) {
    boolean isFromOutside() {
      return (flags & FROM_OUTSIDE) != 0;
    }

    boolean isToOutside() {
      return (flags & TO_OUTSIDE) != 0;
    }

    /** How many scales it has, if it holds 8-bit weights. */
    WeightScales scales() {
      return datatype == PER_CHANNEL_8_BITS ? WeightScales.PER_CHANNEL : WeightScales.PER_TENSOR;
    }
  }

  /** Reads one. */
  static XnnGraph read(BinaryFile payload) {
    BinaryFile graph = payload;
    if (payload.has(4, "XH00")) {
      long offset = payload.uint32(10, "the start of the XNNPACK graph");
      long size = payload.uint32(14, "the size of the XNNPACK graph");
      graph = payload.part(offset, size, "the XNNPACK graph");
    }
    if (!graph.has(4, "XN01") && !graph.has(4, "XN00")) {
      throw graph.error(4, "an XNNPACK graph begins with XN01 or XN00, but here is something else");
    }
    FlatTable root = FlatTable.root(graph, 0, "the XNNPACK graph");
    List<FlatTable> nodes = root.tables(1, "XNNPACK node");
    if (nodes.size() > MOST_NODES) {
      throw root.error(nodes.size() + " nodes; at most " + MOST_NODES + " can be");
    }
    Map<Long, Value> values = new HashMap<>();
    for (FlatTable written : root.tables(2, "XNNPACK value")) {
      FlatTable union = written.table(1, "an XNNPACK value's tensor");
      FlatTable tensor =
          written.uint8(0) == 1 ? union : union.table(0, "a quantized value's tensor");
      values.put(tensor.uint32(6), value(tensor));
    }
    return new XnnGraph(nodes, values);
  }

  private static Value value(FlatTable tensor) {
    int datatype = tensor.int16(0);
    List<Integer> dims = tensor.ints(2, "the sizes of a value");
    Shape shape = TensorLimits.shape(tensor, dims);
    return new Value(
        Optional.ofNullable(ELEMENTS.get(datatype)).map(e -> new TensorType(e, shape)),
        datatype,
        tensor.uint32(4),
        tensor.uint32(5));
  }
}
