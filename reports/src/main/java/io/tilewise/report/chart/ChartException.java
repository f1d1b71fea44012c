package io.tilewise.report.chart;

/** Charts cannot be drawn on this machine; the message says why and what to do. */
public final class ChartException extends RuntimeException {

  public ChartException(String message, Throwable cause) {
    super(message, cause);
  }
}
