package io.tilewise.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.tilewise.experiment.device.DeviceCheckResult;
import io.tilewise.experiment.device.DeviceCheckResult.CheckedDevice;
import io.tilewise.experiment.device.DeviceCheckResult.LevelRate;
import io.tilewise.experiment.device.DeviceCheckResult.Peak;
import io.tilewise.experiment.device.DeviceCheckResult.StatedResult;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeviceCheckReportTest {
  private static final StatedResult MET =
      new StatedResult("=FP32", "GOPS", 200, 202, 1, 5, true, "measured", "a log", "");
  private static final StatedResult MISSED =
      new StatedResult("DRAM <read>", "GB/s", 45, 9, -80, 25, false, "estimated", "a page", "so");

  private static DeviceCheckResult result(StatedResult... stated) {
    return new DeviceCheckResult(
        DeviceCheckResult.SCHEMA,
        "1",
        List.of(
            new CheckedDevice(
                "phone",
                "a phone",
                "abc",
                List.of(new Peak("one big core", "neon", 202, 404, 1616, 10)),
                List.of(
                    new LevelRate("l2", "big", "read", 100, "transfers"),
                    new LevelRate("dram", "all", "any", 60, "bandwidth"),
                    new LevelRate("dram", "big", "read", 10, "transfers"),
                    new LevelRate("dram", "big", "write", 30, "bandwidth")),
                List.of(stated))));
  }

  @Test
  void theTerminalHasPeaksRidgePointsBandwidthsAndVerdicts() {
    String text = DeviceCheckReport.terminal(result(MET, MISSED));
    assertThat(text.lines()).allMatch(line -> line.length() <= 120);
    // 202 operations a nanosecond over 10 B: 20.2 operations per byte.
    assertThat(text).containsPattern("neon, one big core +202 +404 +1616 +10 +20.2 +40.4 +161.6\n");
    assertThat(text).containsPattern("l2 +- +100 +- +-\n");
    assertThat(text).containsPattern("dram +60 +10 +- +30\\*\n");
    assertThat(text).containsPattern("=FP32 +200 GOPS +202 GOPS +\\+1.0 % +5 % +pass +measured\n");
    assertThat(text)
        .containsPattern("DRAM <read> +45 GB/s +9 GB/s +-80.0 % +25 % +miss +estimated\n");
    assertThat(text).endsWith("phone: 1 of 2 stated figures are met; missed: DRAM <read>.\n");
  }

  @Test
  void aFileWithoutStatedFiguresSaysSo() {
    assertThat(DeviceCheckReport.terminal(result()))
        .doesNotContain("verdict")
        .endsWith("phone: the file has no block stated, so nothing is compared.\n");
    assertThat(DeviceCheckReport.terminal(result(MET)))
        .endsWith("phone: 1 of 1 stated figures are met.\n");
  }

  @Test
  void csvHasComputedAndStatedFiguresAndNoFormulas() {
    String csv = DeviceCheckReport.csv(result(MET, MISSED));
    assertThat(csv)
        .startsWith("device,figure,unit,computed,stated,deviation_percent,tolerance_percent,")
        .contains("\nphone,\"neon, one big core, FP32\",GOPS,202.0,,,,,,,\n")
        .contains("\nphone,\"ridge point of neon, one big core, FP32\",operations/B,20.2,")
        .contains("\nphone,\"dram, big, write\",GB/s,30.0,")
        .contains("\nphone,'=FP32,GOPS,202.0,200.0,1.0,5.0,pass,measured,a log,\n")
        .contains("\nphone,DRAM <read>,GB/s,9.0,45.0,-80.0,25.0,miss,estimated,a page,so\n");
  }

  @Test
  void junitHasATestCasePerStatedFigure() {
    String xml = DeviceCheckReport.junit(result(MET, MISSED));
    assertThat(xml)
        .contains("<testsuite name=\"phone\" tests=\"2\" failures=\"1\"")
        .contains("<testcase classname=\"device.phone\" name=\"=FP32\">")
        .contains("DRAM &lt;read&gt;: stated 45 GB/s, computed 9 GB/s: -80.0 %, tolerance 25 %");
  }

  @Test
  void markdownHasSourcesAndEscapesNames() {
    assertThat(DeviceCheckReport.markdown(result(MET, MISSED)))
        .startsWith("# What device files add up to\n")
        .contains("## Figures that sources state", "## Where they are stated", "a page", "so")
        .doesNotContain("<read>");
  }
}
