package io.tilewise.experiment.compare;

import io.tilewise.experiment.result.RunResult;

/**
 * A result and what to call it beside others.
 *
 * @param label different from those of the others
 */
public record NamedRun(String label, RunResult result) {}
