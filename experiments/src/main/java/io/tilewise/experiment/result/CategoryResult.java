package io.tilewise.experiment.result;

/**
 * The time of one operator category.
 *
 * @param latencyMs its calls' time, in milliseconds
 * @param share part of the scenario's latency, from 0 to 1
 */
public record CategoryResult(double latencyMs, double share) {}
