package io.tilewise.cpu.power;

import io.tilewise.cpu.file.PowerFile.OperatingPointsBlock;
import io.tilewise.cpu.file.PowerFile.VoltagePoint;
import java.util.List;

/**
 * The voltage that a clock needs, both as shares of those at the highest clock: straight lines
 * between measured points, constant below the first and above the last.
 */
public final class VoltageCurve {
  private final double[] clocks;
  private final double[] voltages;

  /**
   * A curve.
   *
   * @param clocks ascending
   * @param voltages not descending, as many
   */
  public VoltageCurve(double[] clocks, double[] voltages) {
    this.clocks = clocks.clone();
    this.voltages = voltages.clone();
  }

  static VoltageCurve of(OperatingPointsBlock block) {
    List<VoltagePoint> points = block.voltages();
    return new VoltageCurve(
        points.stream().mapToDouble(point -> point.clock().inBaseUnit()).toArray(),
        points.stream().mapToDouble(point -> point.voltage().inBaseUnit()).toArray());
  }

  /** The voltage at a clock. */
  public double at(double clock) {
    int last = clocks.length - 1;
    if (clock <= clocks[0]) {
      return voltages[0];
    }
    if (clock >= clocks[last]) {
      return voltages[last];
    }
    int above = 1;
    while (clocks[above] < clock) {
      above++;
    }
    double part = (clock - clocks[above - 1]) / (clocks[above] - clocks[above - 1]);
    return voltages[above - 1] + part * (voltages[above] - voltages[above - 1]);
  }
}
