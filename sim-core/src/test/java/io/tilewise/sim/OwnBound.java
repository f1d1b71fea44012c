package io.tilewise.sim;

import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** An own bound of a random activity: a constant, or a factor times the capacity of a resource. */
record OwnBound(double factor, Optional<Resource> clock) {
  double workPerSecond(ToDoubleFunction<Resource> capacities) {
    return clock.map(resource -> factor * capacities.applyAsDouble(resource)).orElse(factor);
  }
}
