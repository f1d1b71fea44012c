package io.tilewise.workload.lowering;

import io.tilewise.workload.ElementType;
import io.tilewise.workload.TensorType;
import io.tilewise.workload.WeightScales;
import io.tilewise.workload.graph.Graph;
import io.tilewise.workload.graph.GroupingOperator.Delegate;
import io.tilewise.workload.graph.GroupingOperator.TupleElement;
import io.tilewise.workload.graph.MatrixOperator;
import io.tilewise.workload.graph.MatrixOperator.Linear;
import io.tilewise.workload.graph.MovementOperator.View;
import io.tilewise.workload.graph.Node;
import io.tilewise.workload.graph.Workload;
import io.tilewise.workload.lowering.LoweringOptions.Partition;
import io.tilewise.workload.lowering.LoweringPass.Stage;
import io.tilewise.workload.plan.Backend;
import io.tilewise.workload.plan.KernelCall;
import io.tilewise.workload.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Turns a network into the kernel calls that ExecuTorch with XNNPACK makes of it: what its
 * exporter, quantizer, partitioner and delegate passes do, as named passes one after the other. Or,
 * for a runtime with one library, into the calls of that.
 *
 * <p>Checked call by call against real exports of SqueezeSAM (see the tests). Nothing here looks at
 * operator names or at a particular network.
 */
public final class Lowering {
  private final LoweringOptions options;
  private final boolean matrixUnit;

  /** For cores without a matrix unit, on which the plan depends in few runtimes. */
  public Lowering(LoweringOptions options) {
    this(options, false);
  }

  /**
   * A lowering.
   *
   * @param matrixUnit whether kernels for a matrix unit will be used
   */
  public Lowering(LoweringOptions options, boolean matrixUnit) {
    this.options = options;
    this.matrixUnit = matrixUnit;
  }

  /** The plan for a network. */
  public Plan lower(Workload workload) {
    return options.partition() == Partition.WHOLE
        ? lowerWhole(workload)
        : lowerToDelegates(workload);
  }

  /** Everything is executed by one library, on images as the network has them. */
  private Plan lowerWhole(Workload workload) {
    if (workload.isQuantized()) {
      throw new IllegalArgumentException("static quantization is described for delegates only");
    }
    List<Pass> passes = new ArrayList<>();
    passes.add(new DecomposeMatMul(options.expandMatmulOperands()));
    passes.add(new PromoteTypes());
    passes.add(new ResolveReshapes());
    passes.add(new SplitTupleResults());
    passes.addAll(LoweringPasses.of(Stage.GRAPH, options.passes()));
    passes.add(new FoldBatchNorm(options.foldBatchNorm(), true));
    if (options.fuseActivation()) {
      passes.add(new FuseActivation());
    }
    if (options.transposeSme2Convolutions() && matrixUnit) {
      passes.add(new TransposeConvolutions());
    }
    Graph lowered = apply(passes, workload.graph());
    Calls calls = new Calls(workload.weightScales());
    Layouts layouts = Layouts.of(lowered);
    for (Node node : lowered.nodes()) {
      if (isExecuted(node) || isReturnedView(node, lowered)) {
        calls.addNative(node, layouts);
      } else {
        calls.skip(node);
      }
    }
    return new Plan(workload.name(), calls.all);
  }

  private Plan lowerToDelegates(Workload workload) {
    Graph lowered = apply(graphPasses(workload.isQuantized()), workload.graph());
    Calls calls = new Calls(workload.weightScales());
    Layouts layouts = Layouts.outsideOfDelegates();
    List<Pass> upToLayout = passesUpToLayout();
    List<Pass> afterLayout = passesAfterLayout();
    for (Node node : lowered.nodes()) {
      if (node.operator() instanceof Delegate delegate) {
        Graph laidOut = apply(upToLayout, delegate.body());
        calls.addDelegate(node, apply(afterLayout, laidOut), Layouts.of(laidOut));
      } else if (isExecuted(node) || isReturnedView(node, lowered)) {
        calls.addPortable(node, layouts);
      } else {
        calls.skip(node);
      }
    }
    return new Plan(workload.name(), calls.all);
  }

  private static Graph apply(List<Pass> passes, Graph graph) {
    Graph lowered = graph;
    for (Pass pass : passes) {
      lowered = pass.apply(lowered);
    }
    return lowered;
  }

  /** The passes on the whole graph, in order. */
  private List<Pass> graphPasses(boolean quantize) {
    List<Pass> passes = new ArrayList<>();
    passes.add(new DecomposeMatMul(options.expandMatmulOperands()));
    passes.add(new DecomposeBicubic());
    passes.add(new PromoteTypes());
    passes.add(new ResolveReshapes());
    passes.add(new SplitTupleResults());
    if (quantize) {
      passes.add(new FoldBatchNorm(options.foldBatchNorm(), false));
      passes.add(new StaticQuantization());
    }
    passes.addAll(LoweringPasses.of(Stage.GRAPH, options.passes()));
    passes.add(
        new DelegatePartition(
            new DelegateSupport(options.decomposeBatchNorm(), options.foldBatchNorm())));
    return passes;
  }

  /** The passes inside each delegate, in order, up to the one that settles memory orders. */
  private List<Pass> passesUpToLayout() {
    List<Pass> passes = new ArrayList<>();
    passes.add(new FoldBatchNorm(options.foldBatchNorm(), true));
    if (options.fuseActivation()) {
      passes.add(new FuseActivation());
    }
    passes.addAll(LoweringPasses.of(Stage.DELEGATE, options.passes()));
    passes.add(new ChannelsLastLayout(options.shareTransposes()));
    return passes;
  }

  /** The passes inside each delegate that keep memory orders, in order. */
  private List<Pass> passesAfterLayout() {
    List<Pass> passes = new ArrayList<>();
    if (options.foldQuantization()) {
      passes.add(new FoldQuantization());
    }
    passes.add(new DecomposeBatchNorm());
    if (options.mergeTransposes()) {
      passes.add(new MergeTransposes());
    }
    passes.addAll(LoweringPasses.of(Stage.LAID_OUT, options.passes()));
    return passes;
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
    return node.operator() instanceof View && graph.isOutput(node);
  }

  /** The calls of a plan, as they are added in order. */
  private static final class Calls {
    private final Optional<WeightScales> weightScales;
    private final List<KernelCall> all = new ArrayList<>();
    private final Producers producers = new Producers();
    private int delegates;

    Calls(Optional<WeightScales> weightScales) {
      this.weightScales = weightScales;
    }

    void addPortable(Node node, Layouts layouts) {
      add(node, ExecutorchNames.portable(node), Backend.PORTABLE, OptionalInt.empty(), layouts);
    }

    void addNative(Node node, Layouts layouts) {
      String name = node.operator().kind().label();
      add(node, name, Backend.NATIVE, OptionalInt.empty(), layouts);
    }

    void addDelegate(Node delegate, Graph body, Layouts layouts) {
      OptionalInt number = OptionalInt.of(delegates++);
      producers.enter(delegate, body);
      for (Node node : body.nodes()) {
        if (isExecuted(node)) {
          add(node, ExecutorchNames.xnnpack(node), Backend.XNNPACK, number, layouts);
        } else {
          skip(node);
        }
      }
      producers.leave(delegate, body);
    }

    /** Goes past a node that costs nothing. */
    void skip(Node node) {
      producers.pass(node);
    }

    private void add(
        Node node, String runtimeOperator, Backend backend, OptionalInt delegate, Layouts layouts) {
      List<TensorType> operands = node.operands().stream().map(Node::type).toList();
      all.add(
          new KernelCall(
              all.size(),
              node.name(),
              runtimeOperator,
              node.operator(),
              backend,
              delegate,
              operands,
              node.type(),
              layouts.of(node),
              weightScales.filter(scales -> haveSuch(node, scales)),
              node.operator().kind().category(),
              node.origin(),
              producers.readBy(node)));
      producers.add(node, all.size() - 1);
    }

    /** Whether the weights of an operator are stored so. */
    private static boolean haveSuch(Node node, WeightScales scales) {
      return scales.isOfWeightsOnly()
          ? node.operator() instanceof Linear
          : node.operator() instanceof MatrixOperator matrix
              && matrix.weightElements() > 0
              && node.type().element() == ElementType.QS8;
    }
  }
}
