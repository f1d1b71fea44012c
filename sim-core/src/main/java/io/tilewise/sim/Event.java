package io.tilewise.sim;

/** What happens at an instant of a {@link Simulation}. It may schedule and cancel other events. */
@FunctionalInterface
public interface Event {
  /** Called once, when {@link Simulation#now()} has reached the time it was scheduled for. */
  void fire();
}
