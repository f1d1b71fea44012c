package io.tilewise.experiment.sweep;

import java.nio.file.Path;

/**
 * Makes an engine that is not part of Tilewise's own jar; found by {@link java.util.ServiceLoader}.
 */
public interface SweepEngineProvider {

  /** The name by which users choose it: {@code spark}. */
  String name();

  /**
   * An engine.
   *
   * @param master what coordinates the machines, in the engine's own words
   * @param folder where an engine that writes files of its own puts them
   */
  SweepEngine engine(String master, Path folder);
}
