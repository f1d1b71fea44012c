package io.tilewise.report;

import io.tilewise.experiment.result.InputFile;
import io.tilewise.experiment.result.RunResult;
import io.tilewise.experiment.result.ScenarioResult;
import io.tilewise.experiment.validation.RoleSummary;
import io.tilewise.experiment.validation.ValidationResult;
import io.tilewise.report.html.HtmlFigure;
import io.tilewise.report.html.Markup;
import java.util.List;
import java.util.Optional;

/**
 * How far predictions of the devices of a result were from published figures, as a saved validation
 * says; without one, that nothing was compared.
 */
final class HtmlValidation {

  private HtmlValidation() {}

  static Markup of(RunResult result, Optional<ValidationResult> validation) {
    Markup out = new Markup();
    List<String> devices =
        result.scenarios().stream().map(ScenarioResult::device).distinct().toList();
    if (validation.isEmpty()) {
      return out.element(
          "p",
          "Not validated: no validation was given with --validation, so nothing is said here of how"
              + " far predictions for "
              + String.join(", ", devices)
              + " are from measurements.");
    }
    devices.forEach(device -> out.element("p", status(device, result, validation.get())));
    out.element("p", Validations.gates(validation.get()));
    for (RoleSummary summary : validation.get().summaries()) {
      out.element(
          "p", Validations.sentence(summary, Validations.ofRole(validation.get(), summary.role())));
    }
    return out.raw(HtmlFigure.of(ValidationChart.figure(validation.get())));
  }

  /** Whether the validation is of the same device file, by its checksum. */
  private static String status(String device, RunResult result, ValidationResult validation) {
    Optional<InputFile> own = file(device, result.inputs());
    Optional<InputFile> compared = file(device, validation.inputs());
    if (own.isEmpty() || compared.isEmpty()) {
      return device + ": not validated; the validation that was given is of another device.";
    }
    boolean isSame = own.get().sha256().equals(compared.get().sha256());
    return device
        + (isSame
            ? ": predictions with this device file were compared with published figures."
            : ": the validation was of another version of this device file, so it does not hold for"
                + " this result; validate again.")
        + otherFiles(device, result, validation)
        + changes(device, result)
        + " What was compared are the figures' own workloads and settings; lowering, threads and"
        + " clocks of this result may be others.";
  }

  /** Files besides the device's that both have, in different versions. */
  private static String otherFiles(String device, RunResult result, ValidationResult validation) {
    List<String> changed =
        result.inputs().stream()
            .filter(
                own ->
                    validation.inputs().stream()
                        .anyMatch(
                            other ->
                                name(other).equals(name(own))
                                    && !other.sha256().equals(own.sha256())))
            .map(HtmlValidation::name)
            .filter(name -> !isOf(device, name))
            .distinct()
            .toList();
    return changed.isEmpty()
        ? ""
        : " The validation used other versions of " + String.join(", ", changed) + ".";
  }

  private static String name(InputFile file) {
    return file.path().substring(file.path().lastIndexOf('/') + 1);
  }

  private static boolean isOf(String device, String name) {
    return name.equals(device + ".yaml") || name.equals(device + ".yml");
  }

  private static String changes(String device, RunResult result) {
    List<String> changed =
        result.scenarios().stream()
            .filter(scenario -> scenario.device().equals(device))
            .flatMap(scenario -> scenario.parameters().stream())
            .filter(parameter -> parameter.status().equals("what-if"))
            .map(parameter -> parameter.path())
            .distinct()
            .toList();
    return changed.isEmpty()
        ? ""
        : " Scenarios change "
            + String.join(", ", changed)
            + "; with these changes nothing was compared.";
  }

  private static Optional<InputFile> file(String device, List<InputFile> inputs) {
    return inputs.stream().filter(input -> isOf(device, name(input))).findFirst();
  }
}
