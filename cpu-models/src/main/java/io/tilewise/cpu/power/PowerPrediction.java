package io.tilewise.cpu.power;

/** Predicts power for governors. */
public interface PowerPrediction {
  /** Changes whenever predictions change, which they do as the device warms up. */
  int version();

  /**
   * An upper bound of the power of all domains during a call, background included.
   *
   * @param call its place in the plan
   * @param clocks the clocks during it
   */
  double ofCall(int call, Clocks clocks);

  /**
   * The power of all cores in use of a cluster, or of a kind of matrix unit, when fully active.
   *
   * @param domain name of the cluster or unit
   */
  double full(String domain, Clocks clocks);
}
