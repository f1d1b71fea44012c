package io.tilewise.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.tilewise.experiment.sensitivity.SensitivityFile;

/** Files of kind sensitivity. */
class SensitivityFuzzTest {
  @FuzzTest(maxDuration = "2m")
  void isReadOrRefused(byte[] bytes) {
    Reading.inTime(() -> Reading.file(SensitivityFile.KIND, bytes));
  }
}
