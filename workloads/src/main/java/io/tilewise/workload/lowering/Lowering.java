package io.tilewise.workload.lowering;

import io.tilewise.workload.TensorType;
import io.tilewise.workload.graph.Graph;
import io.tilewise.workload.graph.GroupingOperator.Delegate;
import io.tilewise.workload.graph.GroupingOperator.TupleElement;
import io.tilewise.workload.graph.MovementOperator.View;
import io.tilewise.workload.graph.Node;
import io.tilewise.workload.plan.Backend;
import io.tilewise.workload.plan.KernelCall;
import io.tilewise.workload.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Turns a network into the kernel calls that ExecuTorch with XNNPACK makes of it: what its
 * exporter, quantizer, partitioner and delegate passes do, as named passes one after the other.
 *
 * <p>Checked call by call against real exports of SqueezeSAM (see the tests). Nothing here looks at
 * operator names or at a particular network.
 */
public final class Lowering {
  private final LoweringOptions options;

  public Lowering(LoweringOptions options) {
    this.options = options;
  }

  /** The plan for a graph of a model. */
  public Plan lower(Graph graph) {
    Graph lowered = graph;
    for (Pass pass : graphPasses()) {
      lowered = pass.apply(lowered);
    }
    List<KernelCall> calls = new ArrayList<>();
    int delegates = 0;
    for (Node node : lowered.nodes()) {
      if (node.operator() instanceof Delegate delegate) {
        addDelegate(calls, delegate.body(), delegates++);
      } else if (isExecuted(node) || isReturnedView(node, lowered)) {
        calls.add(call(calls.size(), node, Backend.PORTABLE, OptionalInt.empty()));
      }
    }
    return new Plan(graph.name(), calls);
  }

  /** The passes on the whole graph, in order. */
  private List<Pass> graphPasses() {
    List<Pass> passes = new ArrayList<>();
    passes.add(new DecomposeMatMul());
    passes.add(new DecomposeBicubic());
    passes.add(new PromoteTypes());
    passes.add(new ResolveReshapes());
    passes.add(new SplitTupleResults());
    if (options.quantize()) {
      passes.add(new StaticQuantization());
    }
    passes.add(new DelegatePartition(new DelegateSupport(options.decomposeBatchNorm())));
    return passes;
  }

  /** The passes inside each delegate, in order. */
  private static List<Pass> delegatePasses() {
    return List.of(
        new FoldBatchNorm(),
        new FuseActivation(),
        new ChannelsLastLayout(),
        new FoldQuantization(),
        new DecomposeBatchNorm());
  }

  private static void addDelegate(List<KernelCall> calls, Graph body, int delegate) {
    Graph lowered = body;
    for (Pass pass : delegatePasses()) {
      lowered = pass.apply(lowered);
    }
    for (Node node : lowered.nodes()) {
      if (isExecuted(node)) {
        calls.add(call(calls.size(), node, Backend.XNNPACK, OptionalInt.of(delegate)));
      }
    }
  }

  /**
   * Given tensors, picked results and views cost nothing: the memory planner makes them aliases.
   */
  private static boolean isExecuted(Node node) {
    return !node.isGiven()
        && !(node.operator() instanceof TupleElement)
        && !(node.operator() instanceof View);
  }

  private static boolean isReturnedView(Node node, Graph graph) {
    return node.operator() instanceof View && graph.outputs().contains(node);
  }

  private static KernelCall call(int index, Node node, Backend backend, OptionalInt delegate) {
    String runtimeOperator =
        backend == Backend.XNNPACK ? ExecutorchNames.xnnpack(node) : ExecutorchNames.portable(node);
    List<TensorType> operands = node.operands().stream().map(Node::type).toList();
    return new KernelCall(
        index,
        node.name(),
        runtimeOperator,
        node.operator(),
        backend,
        delegate,
        operands,
        node.type(),
        ExecutorchNames.category(node.operator()),
        node.origin());
  }
}
