package io.tilewise.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.tilewise.experiment.solve.SolveFile;

/** Files of kind solve. */
class SolveFuzzTest {
  @FuzzTest(maxDuration = "2m")
  void isReadOrRefused(byte[] bytes) {
    Reading.inTime(() -> Reading.file(SolveFile.KIND, bytes));
  }
}
