package io.tilewise.cpu.power;

/**
 * Chooses clocks while a plan runs. Governors are found by {@link java.util.ServiceLoader} and
 * named in YAML, so that users add theirs as they add cost models: a class, and its name in {@code
 * META-INF/services/io.tilewise.cpu.power.Governor}.
 *
 * @param <P> its settings, a record as for a file format
 */
public interface Governor<P extends Record> {
  /** Name in YAML. */
  String name();

  /** What it is, in a line. */
  String description();

  /** The record of its settings. */
  Class<P> settingsType();

  /**
   * Begins a run.
   *
   * @throws GovernorException if it cannot work with this device
   */
  Control start(P settings, GovernedDevice device);
}
