package io.tilewise.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How a parameter's value was come by. */
public enum Status {
  /** Printed by the vendor or in a publication. */
  PUBLISHED,
  /** Measured on the device. */
  MEASURED,
  /** Calculated from published or measured values. */
  DERIVED,
  /** An informed guess; its range is declared. */
  ESTIMATED,
  /** Fitted to calibration figures. */
  CALIBRATED,
  /** Set by an overlay or without a source; never written in a file. */
  WHAT_IF;

  /** As files and reports write it: {@code published}, {@code what-if}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Those a file may state. */
  static List<Status> stated() {
    return Arrays.stream(values()).filter(status -> status != WHAT_IF).toList();
  }
}
