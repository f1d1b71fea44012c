package io.tilewise.experiment.sweep;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.tilewise.config.ConfigException;
import io.tilewise.config.ConfigReader;
import io.tilewise.config.Loaded;
import io.tilewise.config.ParameterForm;
import io.tilewise.experiment.run.ScenarioReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** CSV files with the points of a sweep. */
class PointsFuzzTest {
  private static final Loaded<SweepFile> SWEEP =
      new ConfigReader()
          .parse(
              "sweep.yaml", "title: t\nexperiment: e.yaml\ndesign: csv\npoints_file: points.csv\n")
          .bind(SweepFile.KIND.format(), ParameterForm.FULL_OR_SHORT);

  @TempDir static Path folder;

  @FuzzTest(maxDuration = "2m")
  void isReadOrRefused(byte[] bytes) throws IOException {
    Files.write(folder.resolve("points.csv"), bytes);
    ScenarioReader reader = new ScenarioReader(folder.resolve("sweep.yaml"), List.of());
    try {
      PointsFile.read(reader, SWEEP, "points.csv");
    } catch (ConfigException refusal) {
      if (refusal.getMessage().isBlank()) {
        throw new AssertionError("a refusal without a message", refusal);
      }
    }
  }
}
