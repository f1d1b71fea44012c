package io.tilewise.experiment.baseline;

import java.util.List;

/**
 * What a check of experiments against their baselines found.
 *
 * @param schema {@link #SCHEMA}
 * @param toolVersion version of Tilewise that checked
 * @param comparisons one for each experiment, in the order asked for
 */
public record BaselineResult(
    String schema, String toolVersion, List<BaselineComparison> comparisons) {

  /** Name and version of the format. */
  public static final String SCHEMA = "tilewise.baseline-check/1";

  /** Copies the list. */
  public BaselineResult {
    comparisons = List.copyOf(comparisons);
  }

  /** Whether all baselines hold. */
  public boolean holds() {
    return comparisons.stream().allMatch(BaselineComparison::holds);
  }
}
