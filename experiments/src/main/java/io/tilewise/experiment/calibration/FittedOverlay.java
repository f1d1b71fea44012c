package io.tilewise.experiment.calibration;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The fitted parameters as an overlay: YAML to put under {@code set} or into a device file. */
public final class FittedOverlay {
  private FittedOverlay() {}

  /** The text of the file. */
  public static String of(CalibrationResult result) {
    StringBuilder text = new StringBuilder();
    text.append("# ").append(result.title()).append('\n');
    text.append("# Fitted by: tilewise calibrate ").append(result.calibration()).append(".yaml\n");
    for (FittedParameter parameter : result.parameters()) {
      text.append(parameter.path()).append(":\n");
      line(text, "value", quantity(parameter.value(), parameter.unit()));
      line(text, "source", "\"tilewise calibrate " + result.calibration() + ".yaml\"");
      line(text, "status", "calibrated");
      line(
          text,
          "range",
          "["
              + quantity(parameter.low(), parameter.unit())
              + ", "
              + quantity(parameter.high(), parameter.unit())
              + "]");
      line(text, "note", '"' + note(parameter) + '"');
    }
    text.append(calibration(result));
    return text.toString();
  }

  /** How the values depend on each other and on what was not fitted. */
  private static String calibration(CalibrationResult result) {
    StringBuilder text = new StringBuilder("calibration:\n");
    list(text, "parameters", result.parameters().stream().map(FittedParameter::path).toList());
    matrix(text, "correlations", result.correlations());
    list(text, "given", result.given());
    matrix(text, "elasticities", result.elasticities());
    return text.toString();
  }

  private static void list(StringBuilder text, String key, List<String> paths) {
    text.append("  ").append(key).append(":\n");
    paths.forEach(path -> text.append("    - ").append(path).append('\n'));
  }

  private static void matrix(StringBuilder text, String key, List<List<Double>> rows) {
    text.append("  ").append(key).append(":\n");
    for (List<Double> row : rows) {
      String numbers =
          row.stream()
              .map(number -> String.format(Locale.ROOT, "%.3f", number))
              .collect(Collectors.joining(", "));
      text.append("    - [").append(numbers).append("]\n");
    }
  }

  private static void line(StringBuilder text, String key, String value) {
    text.append("  ").append(key).append(": ").append(value).append('\n');
  }

  private static String quantity(double value, String unit) {
    return (String.format(Locale.ROOT, "%.9g", value) + " " + unit).strip();
  }

  private static String note(FittedParameter parameter) {
    String error =
        String.format(
            Locale.ROOT,
            "standard error %.2g %s; the range is its 90 %% interval",
            parameter.standardError(),
            parameter.unit());
    return (error + (parameter.atBound() ? "; at its bound" : ""))
        + (parameter.identified() ? "" : "; not identified by the figures");
  }
}
