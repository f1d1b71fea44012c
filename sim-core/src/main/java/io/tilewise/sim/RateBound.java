package io.tilewise.sim;

/**
 * The upper bound an activity sets on its own rate, evaluated when the activity has started, when a
 * capacity has changed, and on {@link FluidNetwork#update()}.
 */
@FunctionalInterface
public interface RateBound {
  /** Units of work per second, 0 or more; infinite for no bound. */
  double workPerSecond();
}
