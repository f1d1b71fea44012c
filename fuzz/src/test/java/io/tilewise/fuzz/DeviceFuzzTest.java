package io.tilewise.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.tilewise.cpu.file.DeviceFile;

/** Files of kind device. */
class DeviceFuzzTest {
  @FuzzTest(maxDuration = "2m")
  void isReadOrRefused(byte[] bytes) {
    Reading.inTime(() -> Reading.file(DeviceFile.KIND, bytes));
  }
}
