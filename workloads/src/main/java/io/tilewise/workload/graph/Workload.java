package io.tilewise.workload.graph;

import io.tilewise.workload.Precision;
import io.tilewise.workload.WeightScales;
import java.util.Optional;

/**
 * A network to be simulated, as its model describes it, before any runtime has seen it.
 *
 * @param name what reports call it
 * @param description what it is, in a sentence; empty if nobody said
 * @param precision the number format that it is run in
 * @param weightScales how its weights of fewer bits are stored; empty if there are none
 * @param graph its operators, on tensors of {@link Precision#floating()}
 */
public record Workload(
    String name,
    String description,
    Precision precision,
    Optional<WeightScales> weightScales,
    Graph graph) {

  /**
   * Checks that weights are stored in a way that the number format allows.
   *
   * @throws IllegalArgumentException if not
   */
  public Workload {
    boolean quantized = weightScales.filter(scales -> !scales.isOfWeightsOnly()).isPresent();
    if (quantized != (precision == Precision.INT8)) {
      throw new IllegalArgumentException(
          "a network in " + precision.key() + " with weight scales: " + weightScales);
    }
  }

  /** A network in floating point, of the graph's name. */
  public static Workload floating(Precision precision, Graph graph) {
    return new Workload(graph.name(), "", precision, Optional.empty(), graph);
  }

  /** A network that is to be quantized, of the graph's name. */
  public static Workload quantized(WeightScales weightScales, Graph graph) {
    return new Workload(graph.name(), "", Precision.INT8, Optional.of(weightScales), graph);
  }

  /** Whether the runtime quantizes it to 8 bits. */
  public boolean isQuantized() {
    return precision == Precision.INT8;
  }
}
