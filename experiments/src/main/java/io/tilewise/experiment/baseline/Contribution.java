package io.tilewise.experiment.baseline;

/**
 * How much of a scenario's movement a changed value explains: the scenario was replayed with that
 * value alone set back.
 *
 * @param path the value's path
 * @param recorded the value set back
 * @param now the value now
 * @param scenario the scenario
 * @param movedMs latency now, to as many digits as a baseline keeps, less the latency recorded
 * @param explainedMs latency now less the latency with the value set back
 */
public record Contribution(
    String path,
    String recorded,
    String now,
    String scenario,
    double movedMs,
    double explainedMs) {}
