package io.tilewise.cpu.power;

import java.util.Optional;

/** A governor at work in one run. What it asks for is bounded by the highest clocks allowed. */
public interface Control {
  /** Seconds between two calls of {@link #tick}; 0 if it is not to be called. */
  default double period() {
    return 0;
  }

  /** The clocks at the start. */
  Clocks start();

  /** The clocks from now on, unless heat makes them lower. */
  default Clocks tick(Observation seen) {
    throw new UnsupportedOperationException("this governor does not act by time");
  }

  /** The clocks for a call that is about to start, if this governor chooses them call by call. */
  default Optional<Clocks> beforeCall(int call) {
    return Optional.empty();
  }

  /**
   * Whether clocks are lowered, beside what it asks for, when a limit of temperature is reached.
   */
  default boolean isThrottled() {
    return true;
  }

  /** What could not be done as asked for, for the report. */
  default Optional<String> note() {
    return Optional.empty();
  }
}
