package io.tilewise.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.tilewise.experiment.sweep.SweepFile;

/** Files of kind sweep. */
class SweepFuzzTest {
  @FuzzTest(maxDuration = "2m")
  void isReadOrRefused(byte[] bytes) {
    Reading.inTime(() -> Reading.file(SweepFile.KIND, bytes));
  }
}
