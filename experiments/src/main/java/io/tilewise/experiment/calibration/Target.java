package io.tilewise.experiment.calibration;

import io.tilewise.cpu.file.StatedFigure;
import io.tilewise.experiment.validation.ValidationFile.CaseBlock;

/**
 * A figure that is fitted to.
 *
 * @param id its id, or the name under which a device file states it
 * @param value what was published or is stated, in its own unit
 * @param tolerance deviation that counts as one
 * @param asRatio whether deviations are logarithms of the ratio, so that half and twice the value
 *     are as far off: a figure of a device may start from a multiple of it, which differences would
 *     hardly tell from none at all
 */
record Target(String id, double value, double tolerance, boolean asRatio) {

  static Target of(String id, CaseBlock block) {
    return new Target(id, block.value(), block.tolerance().inBaseUnit(), false);
  }

  static Target of(StatedFigure figure) {
    double value = figure.value().in(figure.value().unit().symbol());
    return new Target(figure.name(), value, figure.tolerance().inBaseUnit(), true);
  }

  /** Deviation from it in units of the tolerance. */
  double residual(double predicted) {
    double deviation = asRatio ? Math.log(predicted / value) : predicted / value - 1;
    return deviation / tolerance;
  }

  /** The relative error that a residual stands for. */
  double error(double residual) {
    double deviation = residual * tolerance;
    return asRatio ? Math.expm1(deviation) : deviation;
  }
}
