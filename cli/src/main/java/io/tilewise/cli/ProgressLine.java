package io.tilewise.cli;

import java.io.PrintWriter;
import java.util.Locale;

/**
 * A line on a terminal that says how far a calibration is; nothing is written if standard error is
 * none. The launcher says so by the property {@code tilewise.progress}, as Java cannot tell.
 */
final class ProgressLine {

  private static final int EVERY = 20;
  private static final String ERASE = "\r" + " ".repeat(60) + "\r";

  private final PrintWriter err;
  private final boolean wanted;
  private int evaluations;

  private ProgressLine(PrintWriter err, boolean wanted) {
    this.err = err;
    this.wanted = wanted;
  }

  static ProgressLine on(PrintWriter err) {
    return new ProgressLine(err, Boolean.getBoolean("tilewise.progress"));
  }

  /** The figures are about to be predicted once more. */
  synchronized void show(int start, int starts) {
    evaluations++;
    if (wanted && evaluations % EVERY == 0) {
      err.print(
          String.format(
              Locale.ROOT, "\rstart %d of %d, %d evaluations", start, starts, evaluations));
      err.flush();
    }
  }

  /** Leaves the line empty. */
  synchronized void clear() {
    if (wanted) {
      err.print(ERASE);
      err.flush();
    }
  }
}
