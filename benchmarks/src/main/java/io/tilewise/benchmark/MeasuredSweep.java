package io.tilewise.benchmark;

import io.tilewise.experiment.sweep.Sweep;
import io.tilewise.experiment.sweep.SweepReader;
import java.nio.file.Path;
import java.util.List;

/**
 * The sweep whose points are measured, {@code benchmarks/points.yaml} below the folder of the
 * system property {@code tilewise.home}, by default the working folder.
 */
final class MeasuredSweep {
  private MeasuredSweep() {}

  static Sweep read() {
    Path file = Path.of(System.getProperty("tilewise.home", "."), "benchmarks", "points.yaml");
    return SweepReader.read(file, List.of(), List.of());
  }
}
