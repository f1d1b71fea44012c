package io.tilewise.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.tilewise.experiment.file.ExperimentFile;

/** Files of kind experiment. */
class ExperimentFuzzTest {
  @FuzzTest(maxDuration = "2m")
  void isReadOrRefused(byte[] bytes) {
    Reading.inTime(() -> Reading.file(ExperimentFile.KIND, bytes));
  }
}
