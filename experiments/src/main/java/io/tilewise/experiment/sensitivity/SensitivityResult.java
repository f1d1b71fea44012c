package io.tilewise.experiment.sensitivity;

import io.tilewise.experiment.result.InputFile;
import java.util.List;
import java.util.Optional;

/**
 * Which parameters a metric depends on.
 *
 * @param schema {@link #SCHEMA}
 * @param toolVersion version of Tilewise
 * @param inputs the files that were read
 * @param sensitivity name of the analysis: its file's name without {@code .yaml}
 * @param title what it asks
 * @param assignments changes to all scenarios that no file has, each {@code path=value}
 * @param metric the metric
 * @param unit its unit; may be empty
 * @param scenario the scenario
 * @param value the metric with all parameters as the files say
 * @param mean mean of the metric over the sample
 * @param deviation its standard deviation
 * @param samples rows of the sample
 * @param evaluations evaluations in all
 * @param seed seed of the sample
 * @param parameters the parameters, the largest total order index first
 */
public record SensitivityResult(
    String schema,
    String toolVersion,
    List<InputFile> inputs,
    String sensitivity,
    String title,
    List<String> assignments,
    String metric,
    String unit,
    String scenario,
    double value,
    double mean,
    double deviation,
    int samples,
    int evaluations,
    long seed,
    List<ParameterSensitivity> parameters) {

  /** Name and version of the format. */
  public static final String SCHEMA = "tilewise.sensitivity/1";

  /** Copies the lists. */
  public SensitivityResult {
    inputs = List.copyOf(inputs);
    assignments = List.copyOf(assignments);
    parameters = List.copyOf(parameters);
  }

  /**
   * How the metric depends on a parameter.
   *
   * @param path the parameter
   * @param unit its unit
   * @param value its value
   * @param low lower end of its range
   * @param high upper end of its range
   * @param atLow the metric with this parameter alone at the lower end
   * @param atHigh the same at the upper end
   * @param first first order index; missing if the metric does not vary
   * @param total total order index
   */
  public record ParameterSensitivity(
      String path,
      String unit,
      double value,
      double low,
      double high,
      double atLow,
      double atHigh,
      Optional<IndexResult> first,
      Optional<IndexResult> total) {}

  /**
   * An index.
   *
   * @param value the index
   * @param low lower end of its 95 % confidence interval
   * @param high upper end
   */
  public record IndexResult(double value, double low, double high) {}
}
