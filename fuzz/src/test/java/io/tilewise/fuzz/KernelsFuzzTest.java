package io.tilewise.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.tilewise.cpu.file.KernelsFile;

/** Files of kind kernels. */
class KernelsFuzzTest {
  @FuzzTest(maxDuration = "2m")
  void isReadOrRefused(byte[] bytes) {
    Reading.inTime(() -> Reading.file(KernelsFile.KIND, bytes));
  }
}
