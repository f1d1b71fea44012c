package io.tilewise.spark;

import io.tilewise.experiment.sweep.SweepEngine;
import io.tilewise.experiment.sweep.SweepEngineProvider;
import java.nio.file.Path;

/** Makes the engine {@code spark}. */
public final class SparkEngineProvider implements SweepEngineProvider {

  @Override
  public String name() {
    return "spark";
  }

  @Override
  public SweepEngine engine(String master, Path folder) {
    return new SparkEngine(master, folder);
  }
}
