package io.tilewise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What a process of Tilewise, as users start it, came to. */
record TilewiseProcess(int exitCode, String err) {

  /**
   * Starts one.
   *
   * @param prefix what the shell does first, such as setting limits
   */
  static Process start(Path directory, String prefix, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("sh", "-c", prefix + " exec \"$@\"", "sh"));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:-UsePerfData"));
    command.addAll(
        List.of(
            "-Djava.awt.headless=true",
            "-cp",
            System.getProperty("java.class.path"),
            Tilewise.class.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .directory(directory.toFile())
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /** Runs one to its end. */
  static TilewiseProcess run(Path directory, String prefix, String... arguments) throws Exception {
    Process process = start(directory, prefix, arguments);
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    return new TilewiseProcess(process.exitValue(), err);
  }
}
