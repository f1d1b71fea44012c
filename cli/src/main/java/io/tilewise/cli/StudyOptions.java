package io.tilewise.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What commands that vary an experiment have in common. */
final class StudyOptions {

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads that compute points; by default one per processor.")
  private Optional<Integer> threads = Optional.empty();

  @Option(
      names = "--set",
      paramLabel = "PATH=VALUE",
      description = "Change a value at all points, such as run.threads=4. May be repeated.")
  private final List<String> assignments = new ArrayList<>();

  @Mixin private ConfigFolders configs;

  /**
   * How many threads.
   *
   * @throws UserErrorException if they are less than one
   */
  int threads() {
    int wanted = threads.orElseGet(() -> Runtime.getRuntime().availableProcessors());
    if (wanted < 1) {
      throw new UserErrorException("--threads is " + wanted + "; 1 or more are needed");
    }
    return wanted;
  }

  List<String> assignments() {
    return assignments;
  }

  List<Path> folders() {
    return configs.checked();
  }
}
