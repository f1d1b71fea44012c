package io.tilewise.experiment.residual;

import java.util.List;

/**
 * A measured profile: the kernels of one inference, in the order of execution, and how long each
 * took in each run. Operator and delegate calls around them are not in it.
 *
 * @param model what the profile calls the model
 * @param kernels the kernels
 * @param executeMs how long each run took from end to end, in milliseconds
 */
public record Profile(String model, List<Kernel> kernels, List<Double> executeMs) {
  /** The columns of a timeline CSV of ExecuTorch's profiling workflow, in their order. */
  public static final List<String> COLUMNS =
      List.of(
          "model_id",
          "name",
          "type",
          "delegate_backend",
          "start_us",
          "end_us",
          "duration_ms",
          "pct_total",
          "node_id",
          "run_index",
          "block");

  /** The event that is a whole inference. */
  public static final String EXECUTE = "Method::execute";

  /** Copies the lists. */
  public Profile {
    kernels = List.copyOf(kernels);
    executeMs = List.copyOf(executeMs);
  }

  /**
   * One kernel.
   *
   * @param name name of the event, for instance {@code Transpose (ND, X16) #2}
   * @param type the name without its number
   * @param durationsMs how long it took, by run
   */
  public record Kernel(String name, String type, List<Double> durationsMs) {
    /** Copies the list. */
    public Kernel {
      durationsMs = List.copyOf(durationsMs);
    }
  }
}
