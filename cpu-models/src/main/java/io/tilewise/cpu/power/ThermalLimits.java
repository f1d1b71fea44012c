package io.tilewise.cpu.power;

import io.tilewise.cpu.file.PowerFile.ThermalBlock;

/**
 * Temperatures that are not to be exceeded.
 *
 * @param skin of the node {@code case}, in degrees Celsius
 * @param junction of any junction
 * @param polling seconds between two looks at them
 * @param sustainable power in watts that keeps the case at its limit for ever
 */
public record ThermalLimits(double skin, double junction, double polling, double sustainable) {
  /** Name of the node that is touched. */
  public static final String CASE = "case";

  static ThermalLimits of(ThermalBlock block) {
    double skin = block.skinLimit().inBaseUnit();
    return new ThermalLimits(
        skin,
        block.junctionLimit().inBaseUnit(),
        block.polling().inBaseUnit(),
        (skin - block.ambient().inBaseUnit()) / block.caseNode().resistance().inBaseUnit());
  }
}
