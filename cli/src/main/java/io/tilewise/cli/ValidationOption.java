package io.tilewise.cli;

import io.tilewise.experiment.validation.ValidationResult;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** A saved validation of the device, from which a report says how far to trust it. */
final class ValidationOption {

  @Option(
      names = "--validation",
      paramLabel = "FILE",
      description =
          "A validation.json that tilewise validate --out wrote: report.html then says how far"
              + " predictions of the device were from published figures.")
  private Optional<Path> file = Optional.empty();

  Optional<ValidationResult> read() {
    return file.isEmpty() ? Optional.empty() : Optional.of(SavedResult.validation(file.get()));
  }
}
