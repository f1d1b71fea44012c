package io.tilewise.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.tilewise.config.ConfigReader;
import io.tilewise.config.Overlay;
import io.tilewise.config.ParameterForm;
import io.tilewise.config.Rebinding;
import io.tilewise.cpu.file.DeviceFile;
import java.nio.file.Path;
import java.util.List;

/**
 * Changes by {@code --set} to the shipped phone, of which only what is changed is read again; each
 * line is an assignment.
 */
class OverlayFuzzTest {
  private static final Rebinding<DeviceFile> PHONE =
      new ConfigReader()
          .read(Path.of(System.getProperty("tilewise.root"), "configs/devices/vivo-x300.yaml"))
          .rebinding(DeviceFile.KIND.format(), ParameterForm.FULL, List.of());

  @FuzzTest(maxDuration = "2m")
  void isAppliedOrRefused(byte[] bytes) {
    List<String> assignments = Reading.text(bytes).lines().limit(20).toList();
    Reading.inTime(() -> PHONE.with(Overlay.ofAssignments("--set", assignments)));
  }
}
