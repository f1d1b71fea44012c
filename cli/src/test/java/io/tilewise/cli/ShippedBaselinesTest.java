package io.tilewise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tilewise.experiment.baseline.Baseline;
import io.tilewise.experiment.baseline.BaselineFile;
import io.tilewise.experiment.baseline.BaselineFile.HistoryBlock;
import io.tilewise.experiment.baseline.BaselineFile.InputBlock;
import io.tilewise.experiment.run.Sha256;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the shipped baselines say of where they come from. Their figures are held elsewhere. */
final class ShippedBaselinesTest {
  private static final Path EXPERIMENTS = Configs.FOLDER.resolve("experiments");

  static List<Path> baselines() {
    return Configs.files(Configs.FOLDER.resolve("baselines"));
  }

  /** Classes that Maven did not package have a placeholder for a version. */
  @ParameterizedTest
  @MethodSource("baselines")
  void theyWereRecordedByAReleasableVersion(Path file) {
    BaselineFile baseline = Baseline.read(file).value();
    assertThat(
            Stream.concat(
                Stream.of(baseline.tool()), baseline.history().stream().map(HistoryBlock::tool)))
        .allMatch(version -> version.matches("\\d+\\.\\d+\\.\\d+(-[A-Za-z0-9.]+)?"));
  }

  /** As they are named there: relative to the experiments. */
  @ParameterizedTest
  @MethodSource("baselines")
  void theyWereRecordedFromTheShippedFiles(Path file) {
    Map<String, String> recorded = new TreeMap<>();
    Map<String, String> shipped = new TreeMap<>();
    for (InputBlock input : Baseline.read(file).value().inputs()) {
      Path now = EXPERIMENTS.resolve(input.file());
      recorded.put(input.file(), input.sha256());
      shipped.put(input.file(), Files.isRegularFile(now) ? Sha256.of(now) : "not shipped");
    }
    assertThat(recorded)
        .as("accept anew with the packaged program: ./tilewise baseline accept")
        .isEqualTo(shipped);
  }
}
