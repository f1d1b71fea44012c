package io.tilewise.cpu.cost;

import io.tilewise.workload.plan.KernelCall;

/**
 * Prices one kind of kernel: how much a call demands of which resource, phase by phase.
 *
 * <p>Cost models are found by {@link java.util.ServiceLoader} and named in the kernel blocks of
 * runtime files, whose {@code parameters} block they read through a record of their own. A model
 * looks only at shapes, types, its parameters and the processor; never at the name of an operator
 * or a network.
 *
 * @param <P> record of the model's parameters, in the form of {@link io.tilewise.config}
 */
public interface CostModel<P extends Record> {

  /** The name by which runtime files choose the model, for instance {@code neon-matrix}. */
  String name();

  /** What the model prices and how, in one sentence. */
  String description();

  /** The record of the model's parameters. */
  Class<P> parameterType();

  /**
   * Prices a call.
   *
   * @param call what is executed
   * @param parameters the kernel's parameters
   * @param processor what it is executed on
   * @param notes takes the intermediate results
   */
  KernelCost cost(KernelCall call, P parameters, Processor processor, Notes notes);
}
