package io.tilewise.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/**
 * A line on a terminal that says how far some work is; nothing is written if standard error is
 * none. The launcher says so by the property {@code tilewise.progress}, as Java cannot tell.
 *
 * <p>Our own and not the library progressbar: that one draws from a thread of its own, to a
 * terminal that it has JLine look for, which is much for one line of ASCII.
 */
final class ProgressLine implements AutoCloseable {

  private static final int BAR = 30;
  private static final long EVERY_NANOS = 200_000_000L;
  private static final String ERASE = "\r" + " ".repeat(100) + "\r";

  private final PrintWriter err;
  private final boolean wanted;
  private final long start = System.nanoTime();
  private long shown = start - EVERY_NANOS;
  private int first = -1;
  private int evaluations;

  private ProgressLine(PrintWriter err, boolean wanted) {
    this.err = err;
    this.wanted = wanted;
  }

  static ProgressLine on(PrintWriter err) {
    return new ProgressLine(err, Boolean.getBoolean("tilewise.progress"));
  }

  /** So many points of all are done: a bar, how fast it goes, and how long it will still take. */
  synchronized void points(int done, int all) {
    first = first < 0 ? done : first;
    if (isDue() || (wanted && done == all)) {
      show(bar(done, all, (System.nanoTime() - start) / 1e9));
    }
  }

  /** One more evaluation of a search whose length nobody knows. */
  synchronized void evaluation(int searchStart, int starts) {
    evaluations++;
    if (isDue()) {
      show(
          String.format(
              Locale.ROOT, "start %d of %d, %d evaluations", searchStart, starts, evaluations));
    }
  }

  private boolean isDue() {
    return wanted && System.nanoTime() - shown >= EVERY_NANOS;
  }

  private void show(String text) {
    shown = System.nanoTime();
    err.print("\r" + text);
    err.flush();
  }

  private String bar(int done, int all, double seconds) {
    int filled = all == 0 ? BAR : (int) ((long) BAR * done / all);
    double rate = seconds > 0 ? (done - first) / seconds : 0;
    String bar = "#".repeat(filled) + " ".repeat(BAR - filled);
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
