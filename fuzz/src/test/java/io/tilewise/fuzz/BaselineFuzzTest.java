package io.tilewise.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.tilewise.experiment.baseline.BaselineFile;
import io.tilewise.experiment.baseline.BaselineText;
import java.nio.charset.StandardCharsets;

/** Files of kind baseline. */
class BaselineFuzzTest {
  @FuzzTest(maxDuration = "2m")
  void isReadOrRefused(byte[] bytes) {
    Reading.inTime(
        () -> {
          BaselineFile read = Reading.file(BaselineFile.KIND, bytes).value();
          String text = BaselineText.of(read);
          BaselineFile again =
              Reading.file(BaselineFile.KIND, text.getBytes(StandardCharsets.UTF_8)).value();
          if (!again.equals(read)) {
            throw new AssertionError("what was written is read otherwise: " + text);
          }
        });
  }
}
