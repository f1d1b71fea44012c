package io.tilewise.experiment.sweep;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.tilewise.config.ConfigReader;
import io.tilewise.config.Loaded;
import io.tilewise.config.ParameterForm;
import io.tilewise.fuzz.Reading;

/** CSV files with the points of a sweep. */
class PointsFuzzTest {
  private static final Loaded<SweepFile> SWEEP =
      new ConfigReader()
          .parse(
              "sweep.yaml", "title: t\nexperiment: e.yaml\ndesign: csv\npoints_file: points.csv\n")
          .bind(SweepFile.KIND.format(), ParameterForm.FULL_OR_SHORT);

  @FuzzTest(maxDuration = "2m")
  void isReadOrRefused(byte[] bytes) {
    Reading.inTime(() -> PointsFile.of(SWEEP, "points.csv", Reading.text(bytes)));
  }
}
