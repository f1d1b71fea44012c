package io.tilewise.experiment.calibration;

/** Hears how far a calibration is. */
@FunctionalInterface
public interface CalibrationProgress {

  /**
   * The figures are about to be predicted once more; several threads may say so at once.
   *
   * @param start number of the start, from 1
   * @param starts how many there are
   */
  void evaluated(int start, int starts);
}
