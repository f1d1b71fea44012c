package io.tilewise.testkit;

import io.tilewise.config.ConfigException;
import io.tilewise.cpu.pricing.NoKernelException;
import io.tilewise.experiment.baseline.Baseline;
import io.tilewise.experiment.result.RunResult;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * An experiment to be run as tests ask for it.
 *
 * @param file its file
 * @param assignments changes to all scenarios
 * @param folders folders from which files may be read
 */
record ExperimentSource(Path file, List<String> assignments, List<Path> folders) {

  ExperimentSource(Path file, String[] assignments, String[] folders) {
    this(file, List.of(assignments), List.of(folders).stream().map(Path::of).toList());
  }

  /** What it predicts; it is run once for all tests. */
  Predictions predictions(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(ExtensionContext.Namespace.create(ExperimentSource.class))
        .getOrComputeIfAbsent(this, source -> source.run(), Predictions.class);
  }

  private Predictions run() {
    Baseline comparable;
    try {
      comparable = Baseline.of(file, assignments, folders, TestkitVersion.number());
    } catch (ConfigException | NoKernelException e) {
      throw new ExtensionConfigurationException(e.getMessage(), e);
    }
    RunResult result = comparable.result();
    Path baseline = Baseline.usualFile(file);
    return new Predictions(
        result,
        result.scenarios().stream()
            .map(scenario -> new Prediction(scenario, result, file, baseline))
            .toList(),
        comparable);
  }
}
