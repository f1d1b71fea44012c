package io.tilewise.workload.lowering;

import io.tilewise.workload.ElementType;
import io.tilewise.workload.Shape;
import io.tilewise.workload.TensorType;
import io.tilewise.workload.graph.ConversionOperator.Cast;
import io.tilewise.workload.graph.Graph;
import io.tilewise.workload.graph.GraphRewriter;
import io.tilewise.workload.graph.MovementOperator.Concat;
import io.tilewise.workload.graph.MovementOperator.Gather;
import io.tilewise.workload.graph.MovementOperator.Reshape;
import io.tilewise.workload.graph.MovementOperator.Slice;
import io.tilewise.workload.graph.MovementOperator.Squeeze;
import io.tilewise.workload.graph.MovementOperator.Unsqueeze;
import io.tilewise.workload.graph.Node;
import io.tilewise.workload.graph.Operator;
import io.tilewise.workload.graph.PointwiseOperator.Binary;
import io.tilewise.workload.graph.PointwiseOperator.BinaryFunction;
import io.tilewise.workload.graph.PointwiseOperator.Unary;
import io.tilewise.workload.graph.PointwiseOperator.UnaryFunction;
import io.tilewise.workload.graph.PoolingOperator.Interpolation;
import io.tilewise.workload.graph.PoolingOperator.Resize;
import io.tilewise.workload.graph.SourceOperator.Range;
import io.tilewise.workload.graph.SourceOperator.Scalar;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a bicubic resize as PyTorch's decomposition does, since neither XNNPACK nor the portable
 * library has a kernel for it: source coordinates per output row and column, cubic weights for four
 * neighbours in each direction, sixteen gathers, and their weighted sum, all in single precision.
 */
final class DecomposeBicubic implements Pass {
  private static final int NEIGHBOURS = 4;

  @Override
  public String name() {
    return "decompose-bicubic";
  }

  @Override
  public Graph apply(Graph graph) {
    GraphRewriter rewriter = new GraphRewriter(graph);
    for (Node node : graph.nodes()) {
      if (node.operator() instanceof Resize resize
          && resize.interpolation() == Interpolation.BICUBIC) {
        new Decomposition(rewriter, node, resize).run();
      } else {
        rewriter.keep(node);
      }
    }
    return rewriter.build();
  }

  /** One resize, being written out. */
  private final class Decomposition {
    private final GraphRewriter rewriter;
    private final Node node;
    private final Resize resize;
    private int count;

    Decomposition(GraphRewriter rewriter, Node node, Resize resize) {
      this.rewriter = rewriter;
      this.node = node;
      this.resize = resize;
    }

    void run() {
      Node image = rewriter.now(node.operand());
      ElementType element = image.type().element();
      if (element != ElementType.F32) {
        image = add(new Cast(ElementType.F32), image);
      }
      Node rows = indices(resize.height());
      Node columns = indices(resize.width());
      Node x = sourceCoordinate(columns);
      Node y = add(new Unsqueeze(-1), sourceCoordinate(rows));
      Node left = add(new Unary(UnaryFunction.FLOOR), x);
      Node top = add(new Unary(UnaryFunction.FLOOR), y);
      Node yFraction = fraction(y, top);
      Node xFraction = fraction(x, left);
      Node firstColumn = add(new Cast(ElementType.S64), left);
      Node firstRow = add(new Cast(ElementType.S64), top);
      List<Node> neighbourRows = neighbours(firstRow);
      List<Node> neighbourColumns = neighbours(firstColumn);
      List<Node> xWeights = weights(xFraction);
      List<Node> yWeights = weights(yFraction);

      List<Node> lines = new ArrayList<>();
      for (Node row : neighbourRows) {
        List<Node> picked = new ArrayList<>();
        for (Node column : neighbourColumns) {
          Node inRows = add(new Unary(UnaryFunction.CLAMP), row);
          Node inColumns = add(new Unary(UnaryFunction.CLAMP), column);
          picked.add(add(new Gather(), image, inRows, inColumns));
        }
        lines.add(weightedSum(picked, xWeights));
      }
      Node result = weightedSum(lines, yWeights);
      rewriter.replace(node, element == ElementType.F32 ? result : add(new Cast(element), result));
    }

    private Node indices(int size) {
      Node range = add(new Range(TensorType.of(ElementType.S64, size)));
      return add(new Cast(ElementType.F32), range);
    }

    /** {@code (index + 0.5) * scale - 0.5}. */
    private Node sourceCoordinate(Node index) {
      Node centre = binary(BinaryFunction.ADD, index, real());
      Node scaled = binary(BinaryFunction.MULTIPLY, centre, real());
      return binary(BinaryFunction.SUBTRACT, scaled, real());
    }

    private Node fraction(Node coordinate, Node floor) {
      Node rest = binary(BinaryFunction.SUBTRACT, coordinate, floor);
      return add(new Unary(UnaryFunction.CLAMP), rest);
    }

    /** The indices one before, at, one and two behind the given one. */
    private List<Node> neighbours(Node index) {
      return List.of(
          binary(BinaryFunction.SUBTRACT, index, integer()),
          index,
          binary(BinaryFunction.ADD, index, integer()),
          binary(BinaryFunction.ADD, index, integer()));
    }

    /** Cubic convolution weights of four neighbours at distances 1 + t, t, 1 - t and 2 - t. */
    private List<Node> weights(Node t) {
      Node near = stack(t, binary(BinaryFunction.SUBTRACT, real(), t));
      Node far =
          stack(binary(BinaryFunction.ADD, t, real()), binary(BinaryFunction.SUBTRACT, real(), t));
      Node outer = outerWeight(far);
      Node inner = innerWeight(near);
      List<Node> outerPair = unstack(outer);
      List<Node> innerPair = unstack(inner);
      return List.of(outerPair.get(0), innerPair.get(0), innerPair.get(1), outerPair.get(1));
    }

    /** {@code ((A d - 5 A) d + 8 A) d - 4 A} for distances between 1 and 2. */
    private Node outerWeight(Node d) {
      Node sum = binary(BinaryFunction.MULTIPLY, d, real());
      sum = binary(BinaryFunction.SUBTRACT, sum, real());
      sum = binary(BinaryFunction.MULTIPLY, sum, d);
      sum = binary(BinaryFunction.ADD, sum, real());
      sum = binary(BinaryFunction.MULTIPLY, sum, d);
      return binary(BinaryFunction.SUBTRACT, sum, real());
    }

    /** {@code ((A + 2) d - (A + 3)) d d + 1} for distances up to 1. */
    private Node innerWeight(Node d) {
      Node sum = binary(BinaryFunction.MULTIPLY, d, real());
      sum = binary(BinaryFunction.SUBTRACT, sum, real());
      sum = binary(BinaryFunction.MULTIPLY, sum, d);
      sum = binary(BinaryFunction.MULTIPLY, sum, d);
      return binary(BinaryFunction.ADD, sum, integer());
    }

    private Node weightedSum(List<Node> values, List<Node> weights) {
      Node sum = binary(BinaryFunction.MULTIPLY, values.get(0), weights.get(0));
      for (int i = 1; i < NEIGHBOURS; i++) {
        Node term = binary(BinaryFunction.MULTIPLY, values.get(i), weights.get(i));
        sum = binary(BinaryFunction.ADD, sum, term);
      }
      return sum;
    }

    /** Two tensors along a new first dimension. */
    private Node stack(Node first, Node second) {
      Node joined = add(new Concat(0, true), first, second);
      List<Integer> dims = new ArrayList<>(List.of(2));
      dims.addAll(first.type().shape().dims());
      return add(new Reshape(Shape.of(dims)), joined);
    }

    private List<Node> unstack(Node stacked) {
      Node first = add(new Slice(0, 0, 1), stacked);
      Node second = add(new Slice(0, 1, 2), stacked);
      return List.of(add(new Squeeze(0), first), add(new Squeeze(0), second));
    }

    private Node binary(BinaryFunction function, Node left, Node right) {
      return add(new Binary(function), left, right);
    }

    private Node real() {
      return add(new Scalar(TensorType.of(ElementType.F32)));
    }

    private Node integer() {
      return add(new Scalar(TensorType.of(ElementType.S64)));
    }

    private Node add(Operator operator, Node... operands) {
      String name = node.name() + "." + operator.kind().key() + "." + ++count;
      String reason = "neither XNNPACK nor the portable library has a bicubic resize";
      return rewriter.add(name, operator, List.of(operands), node.origin().by(name(), reason));
    }
  }
}
