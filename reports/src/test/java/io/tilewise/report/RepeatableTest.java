package io.tilewise.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same result gives the same bytes, in whatever JVM, language, time zone and with any fonts.
 */
class RepeatableTest {

  @TempDir Path folder;

  private Map<String, byte[]> written(String name, String... options) throws Exception {
    Path temporary = Files.createDirectories(folder.resolve(name + "-tmp"));
    Path out = folder.resolve(name);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    command.add("-Djava.io.tmpdir=" + temporary);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(WriteReport.class.getName(), out.toString()));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("FONTCONFIG_FILE", noFonts().toString());
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(output).isZero();
    assertThat(output).isEmpty();
    assertThat(temporary).as("the fonts are gone").isEmptyDirectory();
    return contents(out);
  }

  /** A fontconfig setting that hides the fonts of the machine. */
  private Path noFonts() throws IOException {
    return Files.writeString(folder.resolve("fonts.conf"), "<fontconfig></fontconfig>");
  }

  private static Map<String, byte[]> contents(Path out) throws IOException {
    Map<String, byte[]> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(out)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        contents.put(out.relativize(file).toString(), Files.readAllBytes(file));
      }
    }
    return contents;
  }

  @Test
  void everyFileHasTheSameBytesInTurkishElsewhereAndWithoutFonts() throws Exception {
    Map<String, byte[]> here =
        written("here", "-Duser.language=en", "-Duser.timezone=UTC", "-Duser.home=" + folder);
    Map<String, byte[]> there =
        written(
            "there",
            "-Duser.language=tr",
            "-Duser.country=TR",
            "-Duser.timezone=Pacific/Auckland",
            "-Dfile.encoding=ISO-8859-1",
            "-Duser.home=" + Files.createDirectory(folder.resolve("home")));
    assertThat(here.keySet()).hasSize(21);
    assertThat(there.keySet()).isEqualTo(here.keySet());
    here.forEach((name, bytes) -> assertThat(there.get(name)).as(name).isEqualTo(bytes));
  }

  @Test
  void aTemporaryFolderThatCannotBeWrittenIsSaid() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + file,
                "-cp",
                System.getProperty("java.class.path"),
                WriteReport.class.getName(),
                folder.resolve("out").toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isNotZero();
    assertThat(output)
        .contains("charts need a temporary folder for their fonts, and " + file)
        .contains("-Djava.io.tmpdir=FOLDER");
    assertThat(folder.resolve("out")).doesNotExist();
  }
}
