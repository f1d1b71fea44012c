package io.tilewise.sim;

/** The simulated model cannot go on: time stands still, or work is left that nothing can end. */
public final class SimulationException extends RuntimeException {
  public SimulationException(String message) {
    super(message);
  }
}
