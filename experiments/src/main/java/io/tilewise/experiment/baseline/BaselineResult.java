package io.tilewise.experiment.baseline;

import java.util.List;

/**
 * What a check of experiments against their baselines found.
 *
 * @param schema {@link #SCHEMA}
 * @param toolVersion version of Tilewise that checked
 * @param comparisons one for each experiment that has a baseline, in the order asked for
 * @param missing names of the experiments that have none
 */
public record BaselineResult(
    String schema, String toolVersion, List<BaselineComparison> comparisons, List<String> missing) {

  /** Name and version of the format. */
  public static final String SCHEMA = "tilewise.baseline-check/1";

  /** Copies the lists. */
  public BaselineResult {
    comparisons = List.copyOf(comparisons);
    missing = List.copyOf(missing);
  }

  /** Whether all experiments have a baseline that holds. */
  public boolean holds() {
    return missing.isEmpty() && comparisons.stream().allMatch(BaselineComparison::holds);
  }
}
