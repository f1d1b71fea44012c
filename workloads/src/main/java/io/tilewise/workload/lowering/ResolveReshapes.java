package io.tilewise.workload.lowering;

import io.tilewise.workload.Shape;
import io.tilewise.workload.graph.Graph;
import io.tilewise.workload.graph.GraphRewriter;
import io.tilewise.workload.graph.MovementOperator.Clone;
import io.tilewise.workload.graph.MovementOperator.Expand;
import io.tilewise.workload.graph.MovementOperator.Permute;
import io.tilewise.workload.graph.MovementOperator.Reshape;
import io.tilewise.workload.graph.MovementOperator.View;
import io.tilewise.workload.graph.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides which reshapes are free. While PyTorch traces a model, permuting and expanding only
 * change strides; a reshape of such a tensor is a view if strides can express the new shape, else
 * the tensor is copied into contiguous memory first. The copy stays in the exported graph, as a
 * clone.
 */
final class ResolveReshapes implements Pass {
  @Override
  public String name() {
    return "resolve-reshapes";
  }

  @Override
  public Graph apply(Graph graph) {
    GraphRewriter rewriter = new GraphRewriter(graph);
    Map<Node, Strides> strides = new HashMap<>();
    for (Node node : graph.nodes()) {
      if (node.operator() instanceof Reshape reshape) {
        Strides before = strides.get(node.operand());
        Optional<Strides> viewed = before.viewedAs(reshape.shape());
        Node x = rewriter.now(node.operand());
        if (viewed.isEmpty()) {
          x =
              rewriter.add(
                  node.name() + ".contiguous",
                  new Clone(),
                  List.of(x),
                  node.origin()
                      .by(name(), "strides cannot express " + reshape.shape() + " of " + x.name()));
        }
        View view = new View(reshape.shape());
        rewriter.replace(node, rewriter.add(node.name(), view, List.of(x), node.origin()));
        strides.put(node, viewed.orElseGet(() -> Strides.contiguous(reshape.shape())));
      } else {
        rewriter.keep(node);
        strides.put(node, stridesOf(node, strides));
      }
    }
    return rewriter.build();
  }

  private static Strides stridesOf(Node node, Map<Node, Strides> strides) {
    if (node.operator() instanceof Permute permute) {
      return strides.get(node.operand()).permuted(permute.order());
    }
    if (node.operator() instanceof Expand expand) {
      return strides.get(node.operand()).expanded(expand.shape());
    }
    return Strides.contiguous(node.type().shape());
  }

  /** Distance in memory between neighbours along each dimension, in elements. */
  private record Strides(Shape shape, List<Long> steps) {

    static Strides contiguous(Shape shape) {
      Long[] steps = new Long[shape.rank()];
      long step = 1;
      for (int i = shape.rank() - 1; i >= 0; i--) {
        steps[i] = step;
        step *= shape.dim(i);
      }
      return new Strides(shape, List.of(steps));
    }

    Strides permuted(List<Integer> order) {
      return new Strides(shape.permuted(order), order.stream().map(steps::get).toList());
    }

    Strides expanded(Shape wide) {
      Long[] wider = new Long[wide.rank()];
      for (int i = 0; i < wide.rank(); i++) {
        wider[i] = shape.dim(i) == wide.dim(i) ? steps.get(i) : 0L;
      }
      return new Strides(wide, List.of(wider));
    }

    /**
     * The strides of the same memory under another shape, if there are any. Dimensions that lie
     * contiguously in each other form a run; a run can be split and joined freely, but no new
     * dimension can reach over the border of two runs.
     */
    Optional<Strides> viewedAs(Shape other) {
      Long[] result = new Long[other.rank()];
      int next = other.rank() - 1;
      for (Run run : runsFromInside()) {
        long covered = 1;
        while (next >= 0 && covered < run.length()) {
          result[next] = run.step() * covered;
          covered *= other.dim(next);
          next--;
        }
        if (covered != run.length()) {
          return Optional.empty();
        }
      }
      for (; next >= 0; next--) {
        result[next] = other.elements();
      }
      return Optional.of(new Strides(other, List.of(result)));
    }

    /** Elements that follow each other at a constant distance. */
    private record Run(long length, long step) {}

    private List<Run> runsFromInside() {
      List<Run> runs = new ArrayList<>();
      Run run = null;
      for (int i = shape.rank() - 1; i >= 0; i--) {
        int size = shape.dim(i);
        if (size == 1) {
          continue;
        }
        if (run != null && steps.get(i) == run.step() * run.length()) {
          run = new Run(run.length() * size, run.step());
          runs.set(runs.size() - 1, run);
        } else {
          run = new Run(size, steps.get(i));
          runs.add(run);
        }
      }
      return runs;
    }
  }
}
