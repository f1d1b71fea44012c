package io.tilewise.experiment.validation;

import io.tilewise.experiment.result.InputFile;
import io.tilewise.experiment.validation.ValidationFile.Role;
import io.tilewise.experiment.validation.ValidationResult.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Predicts what validation files hold and judges the predictions. */
public final class ValidationRun {
  private ValidationRun() {}

  /**
   * Predicts every figure, with 90 % intervals from draws of the uncertain parameters.
   *
   * @param validations the files, made ready
   * @param toolVersion version of Tilewise, for the record
   * @param draws how many draws; 2 or more
   * @param seed of the draws
   */
  public static ValidationResult run(
      List<Validation> validations, String toolVersion, int draws, long seed) {
    List<CaseResult> cases = new ArrayList<>();
    List<InputFile> inputs = new ArrayList<>();
    for (Validation validation : validations) {
      cases.addAll(validation.predict(draws, seed));
      inputs.addAll(validation.inputs());
    }
    return new ValidationResult(
        ValidationResult.SCHEMA,
        toolVersion,
        inputs.stream().distinct().toList(),
        validations.stream().map(v -> new Source(v.name(), v.title())).toList(),
        draws,
        seed,
        Stream.of(Role.values()).map(role -> RoleSummary.of(Validation.key(role), cases)).toList(),
        cases);
  }
}
