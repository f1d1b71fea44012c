package io.tilewise.workload.lowering;

import io.tilewise.workload.TensorType;
import io.tilewise.workload.graph.ConversionOperator.Dequantize;
import io.tilewise.workload.graph.Graph;
import io.tilewise.workload.graph.MatrixOperator.Convolution;
import io.tilewise.workload.graph.MatrixOperator.Linear;
import io.tilewise.workload.graph.MatrixOperator.TransposedConvolution;
import io.tilewise.workload.graph.MovementOperator.Concat;
import io.tilewise.workload.graph.MovementOperator.Pad;
import io.tilewise.workload.graph.MovementOperator.Permute;
import io.tilewise.workload.graph.MovementOperator.Slice;
import io.tilewise.workload.graph.MovementOperator.View;
import io.tilewise.workload.graph.Node;
import io.tilewise.workload.graph.NormalizationOperator.BatchNorm;
import io.tilewise.workload.graph.NormalizationOperator.Softmax;
import io.tilewise.workload.graph.Operator;
import io.tilewise.workload.graph.PointwiseOperator.Binary;
import io.tilewise.workload.graph.PoolingOperator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Assigns each 4-D tensor of a delegate the memory order its operator needs, and inserts the
 * transposes that this takes. XNNPACK convolves and pools {@code [N,H,W,C]}; PyTorch keeps {@code
 * [N,C,H,W]}.
 *
 * <p>Rules, in the order they are applied to each node (source: ExecuTorch's channels-last tagged
 * reshape pass, v1.1.0 and v1.2.0):
 *
 * <ol>
 *   <li>inputs and outputs of the delegate are contiguous, {@code [N,C,H,W]};
 *   <li>convolution, batch norm (soon a convolution), pooling and resize need channels last;
 *   <li>linear, softmax and reshapes need contiguous tensors, and so does arithmetic with a tensor
 *       of fewer dimensions;
 *   <li>other operators follow their operands; if one is channels last, all 4-D operands are;
 *   <li>a tensor is transposed once and the transposed copy is used by all who need it;
 *   <li>a dequantized tensor is transposed before it is dequantized, as 8-bit elements.
 * </ol>
 */
final class ChannelsLastLayout implements Pass {
  static final String NAME = "layout";
  static final List<Integer> TO_CHANNELS_LAST = List.of(0, 2, 3, 1);
  private static final List<Integer> TO_CONTIGUOUS = List.of(0, 3, 1, 2);

  private final boolean shareTransposes;

  /**
   * @param shareTransposes whether rule 5 holds; else each reader gets a transposed copy of its own
   */
  ChannelsLastLayout(boolean shareTransposes) {
    this.shareTransposes = shareTransposes;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Graph apply(Graph graph) {
    return new Assignment(graph).assign();
  }

  private final class Assignment {
    private final Graph graph;
    private final List<Node> nodes = new ArrayList<>();

    /** The transposed copies of a node, with what else they take. */
    private final Map<Node, List<Node>> insertedFor = new HashMap<>();

    private final Map<Node, Node> now = new HashMap<>();
    private final Set<Node> channelsLast = new HashSet<>();

    /** For a tensor that exists in both orders: the other one. */
    private final Map<Node, Node> transposed = new HashMap<>();

    Assignment(Graph graph) {
      this.graph = graph;
    }

    Graph assign() {
      for (Node node : graph.nodes()) {
        now.put(node, assign(node));
      }
      List<Node> outputs = new ArrayList<>();
      for (Node output : graph.outputs()) {
        outputs.add(
            contiguous(now.get(output), "the tensor leaves the delegate, where order is NCHW"));
      }
      return new Graph(graph.name(), allNodes(), outputs).withoutUnused();
    }

    private Node assign(Node node) {
      List<Node> operands = node.operands().stream().map(now::get).toList();
      Operator operator = node.operator();
      if (needsChannelsLast(operator)) {
        String reason = "'" + node.name() + "' (" + operator.kind().label() + ") needs NHWC";
        operands = operands.stream().map(x -> channelsLast(x, reason)).toList();
      } else if (needsContiguous(operator, operands)) {
        String reason = "'" + node.name() + "' (" + operator.kind().label() + ") needs NCHW";
        operands = operands.stream().map(x -> contiguous(x, reason)).toList();
      } else if (operands.stream().anyMatch(channelsLast::contains)) {
        String reason = "another operand of '" + node.name() + "' is NHWC";
        operands =
            operands.stream()
                .map(x -> x.type().shape().rank() == 4 ? channelsLast(x, reason) : x)
                .toList();
      }
      boolean last = operands.stream().anyMatch(channelsLast::contains);
      Node result =
          Node.of(node.name(), last ? onChannelsLast(operator) : operator, operands, node.origin());
      nodes.add(result);
      if (last) {
        channelsLast.add(result);
      }
      return result;
    }

    private Node channelsLast(Node x, String reason) {
      return channelsLast.contains(x) ? x : other(x, TO_CHANNELS_LAST, reason);
    }

    private Node contiguous(Node x, String reason) {
      return channelsLast.contains(x) ? other(x, TO_CONTIGUOUS, reason) : x;
    }

    private Node other(Node x, List<Integer> order, String reason) {
      Node existing = transposed.get(x);
      if (existing != null) {
        return existing;
      }
      Node copy = transposedCopy(x, order, reason);
      if (shareTransposes) {
        transposed.put(x, copy);
      }
      transposed.put(copy, x);
      if (order.equals(TO_CHANNELS_LAST)) {
        channelsLast.add(copy);
      }
      return copy;
    }

    private Node transposedCopy(Node x, List<Integer> order, String reason) {
      List<Node> inserted = insertedFor.computeIfAbsent(x, key -> new ArrayList<>());
      String number = inserted.isEmpty() ? "" : "." + inserted.size();
      Node copy;
      if (x.operator() instanceof Dequantize) {
        Node integers = transpose(x.operand(), order, number, reason);
        String name = x.name() + ".transposed" + number;
        copy = Node.of(name, x.operator(), List.of(integers), x.origin());
        inserted.add(integers);
      } else {
        copy = transpose(x, order, number, reason);
      }
      inserted.add(copy);
      return copy;
    }

    private Node transpose(Node x, List<Integer> order, String number, String reason) {
      String suffix = order.equals(TO_CHANNELS_LAST) ? ".nhwc" : ".nchw";
      return Node.of(
          x.name() + suffix + number,
          new Permute(order),
          List.of(x),
          x.origin().by(name(), reason));
    }

    /** All nodes in order: what was inserted for a dequantized tensor lies before it. */
    private List<Node> allNodes() {
      List<Node> all = new ArrayList<>();
      for (Node node : nodes) {
        List<Node> inserted = insertedFor.getOrDefault(node, List.of());
        if (node.operator() instanceof Dequantize) {
          all.addAll(inserted);
          all.add(node);
        } else {
          all.add(node);
          all.addAll(inserted);
        }
      }
      return all;
    }
  }

  private static boolean needsChannelsLast(Operator operator) {
    return operator instanceof Convolution
        || operator instanceof TransposedConvolution
        || operator instanceof PoolingOperator
        || operator instanceof BatchNorm;
  }

  private static boolean needsContiguous(Operator operator, List<Node> operands) {
    return operator instanceof Linear
        || operator instanceof Softmax
        || operator instanceof View
        || (operator instanceof Binary && operands.stream().anyMatch(x -> isBroadcast(x.type())));
  }

  /** Fewer dimensions, but some, stretch from the last one on: only the model's order fits them. */
  private static boolean isBroadcast(TensorType type) {
    return type.shape().rank() > 0 && type.shape().rank() < 4;
  }

  /** The operator that does on {@code [N,H,W,C]} what this one does on {@code [N,C,H,W]}. */
  private static Operator onChannelsLast(Operator operator) {
    if (operator instanceof Convolution convolution) {
      return convolution.withChannelsLast();
    }
    if (operator instanceof TransposedConvolution convolution) {
      return convolution.withChannelsLast();
    }
    if (operator instanceof PoolingOperator pooling) {
      return pooling.withChannelsLast();
    }
    if (operator instanceof BatchNorm norm) {
      return new BatchNorm(norm.channels(), TO_CHANNELS_LAST.indexOf(norm.channelAxis()));
    }
    if (operator instanceof Permute permute) {
      // Result axis i of the new permute is axis TO[i] of the old result, which is axis
      // order[TO[i]] of the old operand; TO.indexOf says where that axis is now.
      return new Permute(
          TO_CHANNELS_LAST.stream()
              .map(axis -> TO_CHANNELS_LAST.indexOf(permute.order().get(axis)))
              .toList());
    }
    if (operator instanceof Concat concat) {
      return new Concat(TO_CHANNELS_LAST.indexOf(concat.axis()), concat.stacked());
    }
    if (operator instanceof Slice slice) {
      return new Slice(TO_CHANNELS_LAST.indexOf(slice.axis()), slice.start(), slice.end());
    }
    if (operator instanceof Pad pad) {
      return new Pad(
          TO_CHANNELS_LAST.stream().map(pad.before()::get).toList(),
          TO_CHANNELS_LAST.stream().map(pad.after()::get).toList());
    }
    return operator;
  }
}
