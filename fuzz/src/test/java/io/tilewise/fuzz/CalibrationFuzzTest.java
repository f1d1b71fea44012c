package io.tilewise.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.tilewise.experiment.calibration.CalibrationFile;

/** Files of kind calibration. */
class CalibrationFuzzTest {
  @FuzzTest(maxDuration = "2m")
  void isReadOrRefused(byte[] bytes) {
    Reading.inTime(() -> Reading.file(CalibrationFile.KIND, bytes));
  }
}
