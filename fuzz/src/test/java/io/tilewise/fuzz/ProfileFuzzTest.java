package io.tilewise.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.tilewise.experiment.residual.ProfileReader;

/** Timeline CSVs that {@code residuals} takes. */
class ProfileFuzzTest {
  @FuzzTest(maxDuration = "2m")
  void isReadOrRefused(byte[] bytes) {
    Reading.inTime(Reading.refusingArguments(() -> ProfileReader.read(Reading.text(bytes))));
  }
}
