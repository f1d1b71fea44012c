package io.tilewise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeviceCheckCommandTest {
  private static final Path DEVICES = Configs.FOLDER.resolve("devices");

  @TempDir private Path folder;

  private static Ran check(String... args) {
    String[] command = new String[args.length + 2];
    command[0] = "device";
    command[1] = "check";
    System.arraycopy(args, 0, command, 2, args.length);
    return Ran.with(FileKinds.all(), command);
  }

  @Test
  void aMissedFigureFailsTheCheckAndIsNamed() {
    // 14 ns and half of the 106 ns beyond, with 10 lines of 64 B under way: 9.552 GB/s.
    Ran ran =
        check(
            DEVICES.resolve("vivo-x300.yaml").toString(),
            "--set",
            "memory.parallelism.prefetched_reads=10",
            "--set",
            "memory.parallelism.exposed_share=50 %");
    assertThat(ran.err()).isEmpty();
    assertThat(ran.exitCode()).isEqualTo(ExitCode.CHECK_FAILED);
    assertThat(ran.out())
        .containsPattern("neon, one ultra core +202.1 +404.2 +1617 ")
        .containsPattern("DRAM read by one C1-Ultra +45 GB/s +9.552 GB/s +-78.8 % +25 % +miss ")
        .endsWith(
            "vivo-x300: 16 of 17 stated figures are met; missed: DRAM read by one C1-Ultra.\n");
  }

  @Test
  void whatIsMetPasses() {
    String device = DEVICES.resolve("vivo-x300.yaml").toString();
    Ran ran = check(device);
    assertThat(ran.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(ran.out()).endsWith("vivo-x300: 17 of 17 stated figures are met.\n");
    assertThat(check(DEVICES.resolve("template.yaml").toString()).exitCode())
        .isEqualTo(ExitCode.OK);
  }

  @Test
  void severalDevicesAreCheckedAndWritten() {
    String out = folder.resolve("out").toString();
    Ran ran =
        check(
            DEVICES.resolve("template.yaml").toString(),
            DEVICES.resolve("apple-m4.yaml").toString(),
            "--out",
            out);
    assertThat(ran.exitCode()).isEqualTo(ExitCode.CHECK_FAILED);
    assertThat(ran.out())
        .contains("template: the file has no block stated", "apple-m4: 16 of 18 stated")
        .endsWith(
            "Written to "
                + out
                + ": device-check.json, device-check.md, device-check.csv and"
                + " junit.xml\n");
    assertThat(folder.resolve("out"))
        .isDirectoryContaining("glob:**/device-check.{json,md,csv}")
        .isDirectoryContaining("glob:**/junit.xml");
  }

  @Test
  void whatIsWrongIsSaid() {
    assertThat(check(folder.resolve("none.yaml").toString()))
        .returns(ExitCode.WRONG_INPUT, Ran::exitCode)
        .satisfies(ran -> assertThat(ran.err()).contains("none.yaml"));
    Ran unit =
        check(DEVICES.resolve("apple-m4.yaml").toString(), "--set", "memory.dram.bandwidth=80");
    assertThat(unit.exitCode()).isEqualTo(ExitCode.WRONG_INPUT);
    assertThat(unit.err()).contains("memory.dram.bandwidth", "has no unit");
    assertThat(check(Configs.FOLDER.resolve("workloads/gemm.yaml").toString()).exitCode())
        .isEqualTo(ExitCode.WRONG_INPUT);
  }

  @Test
  void theCommandAloneShowsItsCommands() {
    assertThat(Ran.with(FileKinds.all(), "device").out()).contains("check");
  }
}
