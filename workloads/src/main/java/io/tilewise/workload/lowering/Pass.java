package io.tilewise.workload.lowering;

import io.tilewise.workload.graph.Graph;

/** One step of a lowering: a small rewrite of a graph that keeps what it computes. */
interface Pass {

  /** Name as it appears in the origin of the nodes it adds, for instance {@code layout}. */
  String name();

  /** The rewritten graph. */
  Graph apply(Graph graph);
}
