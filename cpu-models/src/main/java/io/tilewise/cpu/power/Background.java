package io.tilewise.cpu.power;

import java.util.Optional;

/**
 * What else goes on. It has priority: the camera takes its bandwidth first, and the thread of the
 * user interface takes its core from a thread of the network while it runs.
 *
 * @param cameraBytes bytes per second between camera and DRAM
 * @param ui the thread of the user interface, if there is one
 */
public record Background(double cameraBytes, Optional<Ui> ui) {
  /** Nothing. */
  public static final Background NONE = new Background(0, Optional.empty());

  /**
   * A thread that draws frames.
   *
   * @param core name of its core
   * @param seconds how long a frame takes it at the core's highest clock
   * @param period seconds from one frame to the next, the first at the start
   */
  public record Ui(String core, double seconds, double period) {}
}
