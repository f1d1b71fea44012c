package io.tilewise.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.tilewise.experiment.measured.MeasurementFile;

/** Files of kind measurement. */
class MeasurementFuzzTest {
  @FuzzTest(maxDuration = "2m")
  void isReadOrRefused(byte[] bytes) {
    Reading.inTime(() -> Reading.file(MeasurementFile.KIND, bytes));
  }
}
