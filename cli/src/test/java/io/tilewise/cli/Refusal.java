package io.tilewise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What every refusal of wrong input has in common. */
final class Refusal {

  private Refusal() {}

  /** Which files a folder holds, and how large they are. */
  static SortedMap<Path, Long> snapshot(Path folder) throws IOException {
    SortedMap<Path, Long> sizes = new TreeMap<>();
    for (Path file : Configs.files(folder)) {
      sizes.put(file, Files.size(file));
    }
    return sizes;
  }

  /**
   * Checks that a command was refused and left nothing behind, and gives what it said, with
   * {@code @} for the folder.
   */
  static String check(Ran ran, Path folder, SortedMap<Path, Long> before) throws IOException {
    assertThat(ran.exitCode()).as(ran.err()).isEqualTo(ExitCode.WRONG_INPUT);
    assertThat(ran.out()).isEmpty();
    assertThat(snapshot(folder)).isEqualTo(before);
    assertThat(ran.err()).doesNotContain("\tat ", "Exception", "internal error");
    return ran.err().replace(folder.toString(), "@");
  }

  /** Runs a command in a folder, where {@code @} in arguments is the folder. */
  static String of(Path folder, List<String> arguments) throws IOException {
    SortedMap<Path, Long> before = snapshot(folder);
    Ran ran =
        Ran.with(
            FileKinds.all(),
            arguments.stream()
                .map(argument -> argument.replace("@", folder.toString()))
                .toArray(String[]::new));
    return check(ran, folder, before);
  }
}
