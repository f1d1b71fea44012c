package io.tilewise.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.tilewise.experiment.validation.ValidationFile;

/** Files of kind validation. */
class ValidationFuzzTest {
  @FuzzTest(maxDuration = "2m")
  void isReadOrRefused(byte[] bytes) {
    Reading.inTime(() -> Reading.file(ValidationFile.KIND, bytes));
  }
}
