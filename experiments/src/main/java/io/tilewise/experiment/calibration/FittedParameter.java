package io.tilewise.experiment.calibration;

/**
 * A fitted parameter.
 *
 * @param path the keys that lead to it
 * @param value its fitted value
 * @param unit unit of the numbers
 * @param standardError of the value
 * @param low lower end of its 90 % interval, within the bounds
 * @param high upper end
 * @param lower bound of the fit
 * @param upper bound of the fit
 * @param prior value expected before
 * @param atBound whether the value lies on a bound
 * @param identified whether the figures say more about it than was known before
 */
public record FittedParameter(
    String path,
    double value,
    String unit,
    double standardError,
    double low,
    double high,
    double lower,
    double upper,
    double prior,
    boolean atBound,
    boolean identified) {}
