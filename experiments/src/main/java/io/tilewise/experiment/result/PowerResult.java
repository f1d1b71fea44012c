package io.tilewise.experiment.result;

import java.util.Optional;

/**
 * Power of a whole run.
 *
 * @param meanW mean power, idle time included, in watts
 * @param highestW highest power averaged over any window, in watts
 * @param windowMs length of that window in milliseconds; of the run if that is shorter
 * @param leakageMj energy of the run that went into leakage, in millijoules
 * @param totalMj energy of the run, idle time included, in millijoules
 * @param budgetW the budget in watts, if a governor keeps one
 * @param budgetNote why the budget cannot be kept; absent if it can, or if there is none
 * @param parameters how much of it is estimated: {@code 38 of 42 parameters of power are estimated}
 */
public record PowerResult(
    double meanW,
    double highestW,
    double windowMs,
    double leakageMj,
    double totalMj,
    Optional<Double> budgetW,
    Optional<String> budgetNote,
    String parameters) {}
