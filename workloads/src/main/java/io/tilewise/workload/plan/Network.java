package io.tilewise.workload.plan;

import io.tilewise.workload.Precision;
import io.tilewise.workload.graph.Workload;

/** What a scenario runs: a network that is still to be lowered, or one that was. */
public sealed interface Network {

  /** What reports call it. */
  String name();

  /** What it is, in a sentence; may be empty. */
  String description();

  /** The number format that it is run in. */
  Precision precision();

  /**
   * A graph, which the runtime's passes turn into a plan.
   *
   * @param workload the graph and its number format
   */
  record ToLower(Workload workload) implements Network {
    @Override
    public String name() {
      return workload.name();
    }

    @Override
    public String description() {
      return workload.description();
    }

    @Override
    public Precision precision() {
      return workload.precision();
    }
  }

  /**
   * A program that was lowered elsewhere.
   *
   * @param name what reports call it
   * @param description what it is, in a sentence; may be empty
   * @param precision the number format that most of its work is done in
   * @param plan its kernel calls
   */
  record Lowered(String name, String description, Precision precision, Plan plan)
      implements Network {}
}
