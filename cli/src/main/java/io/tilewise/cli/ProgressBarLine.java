package io.tilewise.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/**
 * A line on a terminal with a bar, how far some work is, how fast it goes and how long it will
 * still take; nothing is written if standard error is none.
 */
final class ProgressBarLine implements AutoCloseable {

  private static final int WIDTH = 30;
  private static final long EVERY_NANOS = 200_000_000L;
  private static final String ERASE = "\r" + " ".repeat(100) + "\r";

  private final PrintWriter err;
  private final boolean wanted;
  private final long start = System.nanoTime();
  private long shown = start - EVERY_NANOS;
  private int first = -1;

  private ProgressBarLine(PrintWriter err, boolean wanted) {
    this.err = err;
    this.wanted = wanted;
  }

  static ProgressBarLine on(PrintWriter err) {
    return new ProgressBarLine(err, Boolean.getBoolean("tilewise.progress"));
  }

  /** So much of all is done. */
  synchronized void show(int done, int all) {
    first = first < 0 ? done : first;
    long now = System.nanoTime();
    if (!wanted || (now - shown < EVERY_NANOS && done < all)) {
      return;
    }
    shown = now;
    err.print("\r" + text(done, all, (now - start) / 1e9));
    err.flush();
  }

  private String text(int done, int all, double seconds) {
    int filled = all == 0 ? WIDTH : (int) ((long) WIDTH * done / all);
    double rate = seconds > 0 ? (done - first) / seconds : 0;
    String bar = "#".repeat(filled) + " ".repeat(WIDTH - filled);
    String left = rate > 0 ? time((all - done) / rate) + " left" : "";
    return String.format(
        Locale.ROOT, "[%s] %d of %d points, %.0f/s, %-12s", bar, done, all, rate, left);
  }

  private static String time(double seconds) {
    Duration duration = Duration.ofSeconds(Math.round(seconds));
    return duration.toHours() > 0
        ? duration.toHours() + " h " + duration.toMinutesPart() + " min"
        : duration.toMinutes() > 0
            ? duration.toMinutes() + " min " + duration.toSecondsPart() + " s"
            : duration.toSecondsPart() + " s";
  }

  /** Leaves the line empty. */
  @Override
  public synchronized void close() {
    if (wanted) {
      err.print(ERASE);
      err.flush();
    }
  }
}
