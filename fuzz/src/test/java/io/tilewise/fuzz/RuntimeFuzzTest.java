package io.tilewise.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.tilewise.cpu.file.RuntimeFile;

/** Files of kind runtime. */
class RuntimeFuzzTest {
  @FuzzTest(maxDuration = "2m")
  void isReadOrRefused(byte[] bytes) {
    Reading.inTime(() -> Reading.file(RuntimeFile.KIND, bytes));
  }
}
