package io.tilewise.experiment.calibration;

import io.tilewise.experiment.result.InputFile;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The result of a calibration, as {@code calibration.json} holds it.
 *
 * @param schema {@link #SCHEMA}
 * @param toolVersion version of Tilewise
 * @param inputs the files that were read, but for the validation file, of which only the figures
 *     listed among the residuals count
 * @param calibration name of the calibration: its file's name without extension
 * @param title what was calibrated
 * @param parameters the fitted parameters, in the order of the file
 * @param correlations of the parameters' errors, row by row in the same order
 * @param given parameters that were not fitted but are known only to a range, and that the fitted
 *     ones depend on
 * @param elasticities by how many percent each fitted parameter, a row, would be another if one of
 *     these, a column, were one percent higher
 * @param condition largest over smallest singular value of the figures' derivatives by the
 *     logarithms of the parameters: far above 100 means that combinations of parameters cannot be
 *     told apart by the figures; empty if one has no effect on any figure
 * @param rootMeanSquarePercent root of the mean squared relative error of the figures
 * @param startCosts cost reached from each start, half the sum of squared weighted residuals, the
 *     best first
 * @param residuals the figures
 */
public record CalibrationResult(
    String schema,
    String toolVersion,
    List<InputFile> inputs,
    String calibration,
    String title,
    List<FittedParameter> parameters,
    List<List<Double>> correlations,
    List<String> given,
    List<List<Double>> elasticities,
    OptionalDouble condition,
    double rootMeanSquarePercent,
    List<Double> startCosts,
    List<Residual> residuals) {

  /** Name and version of the format. */
  public static final String SCHEMA = "tilewise.calibration/1";

  /** Copies the lists. */
  public CalibrationResult {
    inputs = List.copyOf(inputs);
    parameters = List.copyOf(parameters);
    given = List.copyOf(given);
    elasticities = elasticities.stream().map(List::copyOf).toList();
    correlations = correlations.stream().map(List::copyOf).toList();
    startCosts = List.copyOf(startCosts);
    residuals = List.copyOf(residuals);
  }
}
