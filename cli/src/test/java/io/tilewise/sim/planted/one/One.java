package io.tilewise.sim.planted.one;

import io.tilewise.sim.planted.Planted;

/** The other half of a cycle between packages. */
public final class One {

  private One() {}

  /** Back to where it was called from. */
  public static String back() {
    return Planted.cycle();
  }
}
