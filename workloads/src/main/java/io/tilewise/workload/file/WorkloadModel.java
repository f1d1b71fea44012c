package io.tilewise.workload.file;

import io.tilewise.workload.Precision;
import io.tilewise.workload.graph.Graph;

/**
 * A network of a plugin, built by code with its parameters open. Found by {@link
 * java.util.ServiceLoader} and named in workload files:
 *
 * <pre>{@code
 * model: plugin
 * plugin: my-network
 * dtype: fp16
 * parameters: {width: 64}
 * }</pre>
 *
 * @param <P> record of the network's parameters, in the form of {@link io.tilewise.config}
 */
public interface WorkloadModel<P extends Record> {

  /** The name by which workload files choose it. */
  String name();

  /** What the network is, in one sentence. */
  String description();

  /** The record of its parameters. */
  Class<P> parameterType();

  /**
   * The operators.
   *
   * @param name name of the graph
   * @param parameters its parameters
   * @param dtype number format; tensors are of its {@link Precision#floating()} type, since
   *     quantization is a lowering pass
   * @throws IllegalArgumentException if the parameters do not go together; the message is for users
   * @throws io.tilewise.workload.graph.InvalidGraphException if the operators do not
   */
  Graph graph(String name, P parameters, Precision dtype);
}
