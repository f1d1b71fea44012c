package io.tilewise.sim;

/**
 * Follows a {@link FluidNetwork}. Times are in picoseconds and never go back between two calls. A
 * listener may read the objects it is given, must not change the network, and should copy what it
 * keeps: an {@link Activity} is reused by its owner.
 */
public interface SimulationListener {
  /** An activity has started. Its rate is known when {@link #rateChanged} has been called. */
  default void activityStarted(long time, Activity activity) {}

  /**
   * An activity has got its first rate, or its rate or what bounds it has changed.
   *
   * @param rate units of work per second
   */
  default void rateChanged(long time, Activity activity, double rate, Bound boundBy) {}

  /**
   * An interval of constant rate and bound is over. The intervals of an activity follow each other
   * without a gap from its start to its end; empty ones are left out.
   *
   * @param rate units of work per second
   */
  default void boundInterval(Activity activity, long from, long to, double rate, Bound boundBy) {}

  /** An activity has done all its work. Called before its owner is told. */
  default void activityEnded(long time, Activity activity) {}

  /** An activity has been taken off the network by its owner. */
  default void activityCancelled(long time, Activity activity) {}

  /** The capacity of a resource has changed. */
  default void capacityChanged(long time, Resource resource, double capacity) {}
}
