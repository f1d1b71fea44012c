package io.tilewise.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.tilewise.experiment.result.ResultReader;
import io.tilewise.experiment.validation.ValidationResult;

/** {@code validation.json}. */
class SavedValidationFuzzTest {
  @FuzzTest(maxDuration = "2m")
  void isReadOrRefused(byte[] bytes) {
    Reading.inTime(
        Reading.refusingArguments(
            () ->
                ResultReader.read(
                    Reading.text(bytes), ValidationResult.class, ValidationResult.SCHEMA)));
  }
}
