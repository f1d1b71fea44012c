package io.tilewise.experiment.result;

/**
 * A 90 % interval: from the 5th to the 95th percentile of what was drawn, widened to hold the
 * prediction where that lies outside.
 *
 * @param low lower end
 * @param high upper end
 */
public record Interval(double low, double high) {}
