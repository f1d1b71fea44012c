package io.tilewise.experiment.validation;

import io.tilewise.experiment.result.InputFile;
import java.util.List;

/**
 * The result of a validation, as {@code validation.json} holds it.
 *
 * @param schema {@link #SCHEMA}
 * @param toolVersion version of Tilewise
 * @param inputs the files that were read
 * @param validations the validation files
 * @param draws how many draws of the uncertain parameters the intervals come from
 * @param seed of the draws
 * @param summaries by role
 * @param cases the cases, in the order of the files
 */
public record ValidationResult(
    String schema,
    String toolVersion,
    List<InputFile> inputs,
    List<Source> validations,
    int draws,
    long seed,
    List<RoleSummary> summaries,
    List<CaseResult> cases) {

  /** Name and version of the format. */
  public static final String SCHEMA = "tilewise.validation/1";

  /**
   * A validation file.
   *
   * @param name its name without extension
   * @param title what was published
   */
  public record Source(String name, String title) {}

  /** Copies the lists. */
  public ValidationResult {
    validations = List.copyOf(validations);
    inputs = List.copyOf(inputs);
    summaries = List.copyOf(summaries);
    cases = List.copyOf(cases);
  }

  /** Whether a case that must be met was missed. */
  public boolean failed() {
    return cases.stream().anyMatch(c -> c.gate() && !c.passed());
  }
}
