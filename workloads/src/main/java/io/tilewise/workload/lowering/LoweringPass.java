package io.tilewise.workload.lowering;

import io.tilewise.workload.graph.Graph;

/**
 * A lowering pass of a plugin: a rewrite of a graph that keeps what it computes, such as an
 * optimisation that the runtime does not have yet. Found by {@link java.util.ServiceLoader} and run
 * where a runtime file, or an overlay, names it under {@code lowering.passes}.
 *
 * <p>{@link io.tilewise.workload.graph.GraphRewriter} is the frame of a pass. Nodes that a pass
 * adds have it in their origin, with the reason, so that reports can say why they are there.
 */
public interface LoweringPass {

  /** The name by which files choose it, which is also the name in the origin of what it adds. */
  String name();

  /** What it does, in one sentence. */
  String description();

  /** Where it is run. */
  Stage stage();

  /** The rewritten graph, with the same inputs and outputs. */
  Graph apply(Graph graph);

  /** Places in the lowering at which passes of plugins are run. */
  enum Stage {
    /** On the whole graph, before it is known what is delegated. */
    GRAPH,
    /** In each delegate, before memory orders are assigned. */
    DELEGATE,
    /** In each delegate, after memory orders are assigned, which it must keep. */
    LAID_OUT
  }
}
