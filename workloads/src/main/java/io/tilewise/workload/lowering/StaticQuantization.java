package io.tilewise.workload.lowering;

import io.tilewise.workload.ElementType;
import io.tilewise.workload.graph.ConversionOperator.Dequantize;
import io.tilewise.workload.graph.ConversionOperator.Quantize;
import io.tilewise.workload.graph.Graph;
import io.tilewise.workload.graph.GraphRewriter;
import io.tilewise.workload.graph.MatrixOperator.Convolution;
import io.tilewise.workload.graph.MatrixOperator.Linear;
import io.tilewise.workload.graph.MovementOperator.Concat;
import io.tilewise.workload.graph.Node;
import io.tilewise.workload.graph.PointwiseOperator.Binary;
import io.tilewise.workload.graph.PointwiseOperator.BinaryFunction;
import io.tilewise.workload.graph.PointwiseOperator.Unary;
import io.tilewise.workload.graph.SourceOperator.Parameter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Static 8-bit quantization by the XNNPACK quantizer's rules: convolution, linear, addition,
 * multiplication and concatenation (each with a following ReLU or ReLU6) compute in 8 bits;
 * everything else stays in floating point. Batch norm right behind a convolution was folded into it
 * before, as PyTorch's {@code prepare_pt2e} does.
 *
 * <p>Every tensor that such an operator reads or writes is quantized once, right after it is
 * computed. Every operator that reads the 8-bit tensor gets a dequantization of its own, the last
 * reader's first (PyTorch's exporter adds each copy right behind the original); all other readers
 * of an 8-bit result share one. Pairs that need no computation are removed later, by {@link
 * FoldQuantization}. Parameters are stored in 8 bits.
 *
 * <p>Stacks and other operators that only look like concatenations are not quantized.
 */
final class StaticQuantization implements Pass {
  @Override
  public String name() {
    return "quantize";
  }

  /** Whether an operator of this graph computes in 8 bits. */
  static boolean isQuantized(Node node) {
    if (node.operator() instanceof Convolution || node.operator() instanceof Linear) {
      return true;
    }
    if (node.operator() instanceof Concat concat) {
      return !concat.stacked() && node.operands().stream().allMatch(StaticQuantization::isReal);
    }
    return node.operator() instanceof Binary binary
        && (binary.function() == BinaryFunction.ADD || binary.function() == BinaryFunction.MULTIPLY)
        && node.operands().stream().allMatch(StaticQuantization::isReal);
  }

  /** Whether a value is a floating-point tensor with dimensions: scalars are left as they are. */
  private static boolean isReal(Node node) {
    return node.type().element().isFloating() && node.type().shape().rank() > 0;
  }

  @Override
  public Graph apply(Graph graph) {
    return new Quantizer(graph).quantize();
  }

  private final class Quantizer {
    private final Graph graph;
    private final GraphRewriter rewriter;
    private final Map<Node, List<Node>> users;
    private final Set<Node> in8Bits = new HashSet<>();
    private final Set<Node> quantizedResults = new HashSet<>();

    /** For an old node: the dequantization that each of its quantized old readers uses. */
    private final Map<Node, Map<Node, Node>> dequantizedFor = new HashMap<>();

    Quantizer(Graph graph) {
      this.graph = graph;
      this.rewriter = new GraphRewriter(graph);
      this.users = graph.users();
      for (Node node : graph.nodes()) {
        if (isQuantized(node)) {
          in8Bits.add(node);
          quantizedResults.add(resultOf(node));
        }
      }
    }

    /**
     * The node whose result leaves the operator: the ReLU or ReLU6 behind it, if that is its only
     * reader.
     */
    private Node resultOf(Node node) {
      List<Node> readers = users.get(node);
      boolean relu =
          readers.size() == 1
              && readers.get(0).operator() instanceof Unary unary
              && unary.function().isFusible();
      return relu ? readers.get(0) : node;
    }

    Graph quantize() {
      List<Node> given = graph.nodes().stream().filter(Node::isGiven).toList();
      given.forEach(this::keep);
      given.forEach(this::quantizeResult);
      for (Node node : graph.nodes()) {
        if (!node.isGiven()) {
          keep(node);
          quantizeResult(node);
        }
      }
      return rewriter.build();
    }

    private void keep(Node node) {
      if (isStoredIn8Bits(node)) {
        boolean learned = ((Parameter) node.operator()).learned();
        rewriter.keep(node, new Parameter(node.type().with(ElementType.QS8), learned));
        return;
      }
      List<Node> operands = new ArrayList<>();
      for (Node operand : node.operands()) {
        Node dequantized = dequantizedFor.getOrDefault(operand, Map.of()).get(node);
        operands.add(dequantized == null ? rewriter.now(operand) : dequantized);
      }
      Node kept = rewriter.add(node.name(), node.operator(), operands, node.origin());
      rewriter.replace(node, kept);
    }

    private boolean isStoredIn8Bits(Node node) {
      return node.operator() instanceof Parameter
          && !users.get(node).isEmpty()
          && in8Bits.containsAll(users.get(node));
    }

    private boolean hasQuantizedReader(Node node) {
      return users.get(node).stream().anyMatch(in8Bits::contains);
    }

    private void quantizeResult(Node node) {
      boolean isResult = quantizedResults.contains(node);
      if (!isResult && !hasQuantizedReader(node)) {
        return;
      }
      Node real = rewriter.now(node);
      Node quantized =
          isStoredIn8Bits(node)
              ? real
              : rewriter.add(
                  node.name() + ".quantize",
                  new Quantize(),
                  List.of(real),
                  node.origin()
                      .by(name(), isResult ? "the operator computes in 8 bits" : readers(node)));
      List<Node> quantizedReaders = users.get(node).stream().filter(in8Bits::contains).toList();
      boolean otherReaders =
          quantizedReaders.size() < users.get(node).size() || graph.isOutput(node);
      if (isResult && otherReaders) {
        rewriter.replace(node, dequantize(node, quantized, "", "read in floating point"));
      }
      Map<Node, Node> copies = new HashMap<>();
      for (int i = quantizedReaders.size() - 1; i >= 0; i--) {
        Node reader = quantizedReaders.get(i);
        copies.put(
            reader, dequantize(node, quantized, "." + reader.name(), "read by " + reader.name()));
      }
      dequantizedFor.put(node, copies);
    }

    private String readers(Node node) {
      return users.get(node).stream()
          .filter(in8Bits::contains)
          .map(Node::name)
          .collect(Collectors.joining(", ", "read in 8 bits by ", ""));
    }

    private Node dequantize(Node node, Node quantized, String suffix, String reason) {
      return rewriter.add(
          node.name() + ".dequantize" + suffix,
          new Dequantize(ElementType.F32),
          List.of(quantized),
          node.origin().by(name(), reason));
    }
  }
}
