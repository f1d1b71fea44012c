package io.tilewise.experiment.residual;

import java.util.List;
import java.util.Optional;

/**
 * A measured profile beside a simulated run, as {@code residuals.json} holds it. An error is
 * simulated minus measured: negative is too fast. Percentages are of the measured time, and left
 * out where that is zero.
 *
 * @param schema {@link #SCHEMA}
 * @param toolVersion version of Tilewise
 * @param experiment name of the experiment
 * @param scenario name of the simulated scenario
 * @param model what the profile calls the model
 * @param runs number of measured runs; measured times are medians over them
 * @param total the whole inference
 * @param operators all operators that were measured or simulated, without what is between them
 * @param categories the operators that are on both sides, by category
 * @param parts their error by what bound the simulated operators: computing, waiting for data or
 *     for other threads, and the runtime's overhead
 * @param kernels the operators that are on both sides, in the order of execution
 * @param onlyMeasured operators of the profile that have no counterpart
 * @param onlySimulated operators of the simulation that have none
 */
public record ResidualsResult(
    String schema,
    String toolVersion,
    String experiment,
    String scenario,
    String model,
    int runs,
    TimeError total,
    TimeError operators,
    List<NamedError> categories,
    List<Part> parts,
    List<KernelError> kernels,
    List<Unmatched> onlyMeasured,
    List<Unmatched> onlySimulated) {

  /** Name and version of the format. */
  public static final String SCHEMA = "tilewise.residuals/1";

  /** Copies the lists. */
  public ResidualsResult {
    categories = List.copyOf(categories);
    parts = List.copyOf(parts);
    kernels = List.copyOf(kernels);
    onlyMeasured = List.copyOf(onlyMeasured);
    onlySimulated = List.copyOf(onlySimulated);
  }

  /**
   * A time measured and simulated.
   *
   * @param errorMs simulated minus measured
   * @param errorPercent the same in percent of measured
   */
  public record TimeError(
      double measuredMs, double simulatedMs, double errorMs, Optional<Double> errorPercent) {
    static TimeError of(double measuredMs, double simulatedMs) {
      double error = simulatedMs - measuredMs;
      return new TimeError(
          measuredMs,
          simulatedMs,
          error,
          measuredMs > 0 ? Optional.of(100 * error / measuredMs) : Optional.empty());
    }
  }

  /**
   * The error of a category.
   *
   * @param calls how many operators are in it
   */
  public record NamedError(String key, int calls, TimeError error) {}

  /**
   * Part of the error.
   *
   * @param key {@code compute}, {@code waiting} or {@code overhead}
   * @param simulatedMs simulated time that is bound so
   * @param errorMs part of the error: of each operator's, the share of its time that is bound so
   */
  public record Part(String key, double simulatedMs, double errorMs) {}

  /**
   * An operator on both sides.
   *
   * @param index index of the simulated call
   * @param name its name in the network
   * @param event name of the measured event
   * @param category key of its category
   * @param boundBy what bound the simulated call most
   * @param minMs shortest measured time
   * @param maxMs longest measured time
   */
  public record KernelError(
      int index,
      String name,
      String event,
      String category,
      String boundBy,
      TimeError error,
      double minMs,
      double maxMs) {}

  /**
   * An operator on one side.
   *
   * @param name name of the event
   * @param milliseconds its time; if measured, the median
   */
  public record Unmatched(String name, double milliseconds) {}
}
