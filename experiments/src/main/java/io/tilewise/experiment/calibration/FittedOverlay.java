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
    text.append(correlations(result));
    return text.toString();
  }

  private static String correlations(CalibrationResult result) {
    StringBuilder text = new StringBuilder("correlations:\n  parameters:\n");
    result.parameters().forEach(p -> text.append("    - ").append(p.path()).append('\n'));
    text.append("  matrix:\n");
    for (List<Double> row : result.correlations()) {
      String numbers =
          row.stream()
              .map(number -> String.format(Locale.ROOT, "%.3f", number))
              .collect(Collectors.joining(", "));
      text.append("    - [").append(numbers).append("]\n");
    }
    return text.toString();
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
