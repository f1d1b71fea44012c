package io.tilewise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Wrong input is refused with a message, exit code 2, and nothing else. */
final class BadInputTest {
  private static final Path CASES = Configs.ROOT.resolve("cli/src/test/resources/bad-input");

  @TempDir private Path folder;

  static List<String> cases() {
    return Configs.files(CASES).stream().map(file -> file.getFileName().toString()).toList();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void isRefusedWithTheExpectedMessage(String name) throws IOException {
    BadInputCase prepared = BadInputCase.prepare(CASES.resolve(name), folder);
    var before = Refusal.snapshot(folder);
    assertThat(Refusal.check(prepared.run(), folder, before))
        .matches(prepared.expectedPattern())
        .isNotEmpty();
  }

  @Test
  void thereAreManyCases() {
    assertThat(cases()).hasSizeGreaterThan(100);
  }

  /** The device file of an experiment is what the test makes of it. */
  private String refusalOfDevice() throws IOException {
    return refusal("devices/vivo-x300.yaml");
  }

  private String refusal(String file) throws IOException {
    String message =
        Refusal.of(
            folder, List.of("run", "@/experiments/01-squeezesam-sme2.yaml", "--out", "@/out"));
    assertThat(message).startsWith("@/").contains(file);
    return message;
  }

  private Path device() throws IOException {
    Configs.copyTo(folder);
    return folder.resolve("devices/vivo-x300.yaml");
  }

  @Test
  void aHugeFileIsRefusedByItsSize() throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(device().toFile(), "rw")) {
      file.setLength(100L << 20);
    }
    assertThat(refusalOfDevice())
        .isEqualTo(
            "@/devices/vivo-x300.yaml: the file is larger than 4194304 bytes, the most allowed\n");
  }

  @Test
  void aBinaryFileIsRefusedAtItsFirstStrangeByte() throws IOException {
    Files.write(device(), new byte[] {'k', ':', '\n', 0, 1, 2, 3});
    assertThat(refusalOfDevice())
        .isEqualTo(
            "@/devices/vivo-x300.yaml:2:1: the file holds a NUL character; this looks like a"
                + " binary file, not YAML text\n");
  }

  @Test
  void bytesThatAreNotUtf8AreNamed() throws IOException {
    Files.write(device(), "description: vivö\n".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(refusalOfDevice())
        .isEqualTo(
            "@/devices/vivo-x300.yaml:1:17: the byte 0xF6 is not UTF-8; save it as UTF-8 text\n");
  }

  @Test
  void utf16IsRecognised() throws IOException {
    Files.write(device(), "description: x\n".getBytes(StandardCharsets.UTF_16));
    assertThat(refusalOfDevice())
        .isEqualTo("@/devices/vivo-x300.yaml: the file is UTF-16 text; save it as UTF-8\n");
  }

  @Test
  void aFolderInThePlaceOfAFileIsNamed() throws IOException {
    Path file = device();
    Files.delete(file);
    Files.createDirectory(file);
    assertThat(refusalOfDevice())
        .isEqualTo(
            "@/experiments/01-squeezesam-sme2.yaml:6:9: device: there is no file"
                + " \"../devices/vivo-x300.yaml\" (@/devices/vivo-x300.yaml)\n");
  }

  @Test
  void aSymbolicLinkDoesNotLeadOutOfTheFolder(@TempDir Path outside) throws IOException {
    Path file = device();
    Files.move(file, outside.resolve("secret.yaml"));
    Files.createSymbolicLink(file, outside.resolve("secret.yaml"));
    assertThat(refusalOfDevice())
        .isEqualTo(
            "@/experiments/01-squeezesam-sme2.yaml:6:9: device: \"../devices/vivo-x300.yaml\" leads"
                + " out of @; move the file there, or name its folder with --configs\n");
  }

  @Test
  void aSymbolicLinkThatLeadsNowhereIsNamed() throws IOException {
    Path file = device();
    Files.delete(file);
    Files.createSymbolicLink(file, folder.resolve("nothing"));
    assertThat(refusalOfDevice()).contains("device: there is no file");
  }

  @ParameterizedTest
  @ValueSource(strings = {"run", "plan", "explain", "graph"})
  void everyCommandRefusesABinaryFile(String command) throws IOException {
    Files.write(folder.resolve("x.yaml"), new byte[] {(byte) 0x7F, 'E', 'L', 'F', 0});
    assertThat(Refusal.of(folder, List.of(command, "@/x.yaml")))
        .isEqualTo("@/x.yaml:1:1: the character U+007F is not allowed in YAML; remove it\n");
  }

  @Test
  void aReportFileWhosePlaceAFolderTakesIsNamed() throws IOException {
    Configs.copyTo(folder);
    Files.createDirectories(folder.resolve("out/report.md"));
    Files.createFile(folder.resolve("out/report.md/file"));
    Ran ran =
        Ran.with(
            FileKinds.all(),
            "run",
            folder.resolve("experiments/01-squeezesam-sme2.yaml").toString(),
            "--out",
            folder.resolve("out").toString());
    assertThat(ran.exitCode()).isEqualTo(ExitCode.WRONG_INPUT);
    assertThat(ran.err()).contains("cannot write into", "report.md", "folder");
    assertThat(Configs.files(folder.resolve("out"))).hasSize(1);
  }
}
