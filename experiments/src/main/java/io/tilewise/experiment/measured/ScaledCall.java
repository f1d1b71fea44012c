package io.tilewise.experiment.measured;

import io.tilewise.workload.plan.KernelCall;

/**
 * A call that was measured in one scenario, carried over to another. Times in microseconds.
 *
 * @param call the call
 * @param measured median time that was measured
 * @param predictedThere time predicted for where it was measured, without the runtime's own
 * @param predictedHere time predicted for the scenario it is carried over to, likewise
 */
public record ScaledCall(
    KernelCall call, double measured, double predictedThere, double predictedHere) {

  /** Predicted here over predicted there; 1 for what takes no time in either. */
  public double ratio() {
    return predictedThere > 0 ? predictedHere / predictedThere : 1;
  }

  /**
   * Whether the clock of the measurement was too coarse to see it: nothing was measured, so that
   * what is scaled is nothing too.
   */
  public boolean isBelowResolution() {
    return measured == 0;
  }

  /** The time measured, times the ratio of the predictions. */
  public double scaled() {
    return measured * ratio();
  }
}
