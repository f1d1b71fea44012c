package io.tilewise.cpu.power;

import java.util.ArrayDeque;

/**
 * The highest power averaged over any window of a length. The average changes along straight lines
 * between the moments at which power changes at either end of the window, so its highest value is
 * at one of these. Until a whole window has passed nothing is taken; of a run shorter than the
 * window the average is that of the run.
 */
final class HighestAverage implements PowerLedger.Sink {
  private record Piece(long from, long to, double watts) {}

  private final long window;
  private final ArrayDeque<Piece> pieces = new ArrayDeque<>();

  /** Of the pieces kept, in watts times picoseconds. */
  private double kept;

  private double all;
  private long end;
  private double highest = Double.NEGATIVE_INFINITY;

  HighestAverage(long window) {
    this.window = window;
  }

  @Override
  public void interval(long from, long to, Rates rates, double[] leakage, double watts) {
    all += watts * (to - from);
    end = to;
    long start = from;
    while (start < to) {
      // Up to where the other end of the window meets the next change.
      long next = start < window ? Math.min(to, window) : to;
      if (!pieces.isEmpty() && pieces.peekFirst().to() + window > start) {
        next = Math.min(next, pieces.peekFirst().to() + window);
      }
      add(start, next, watts);
      start = next;
    }
  }

  private void add(long from, long to, double watts) {
    Piece last = pieces.peekLast();
    if (last != null && last.watts() == watts) {
      pieces.pollLast();
      pieces.addLast(new Piece(last.from(), to, watts));
    } else {
      pieces.addLast(new Piece(from, to, watts));
    }
    kept += watts * (to - from);
    long begin = to - window;
    while (pieces.peekFirst().to() <= begin) {
      Piece gone = pieces.pollFirst();
      kept -= gone.watts() * (gone.to() - gone.from());
    }
    Piece first = pieces.peekFirst();
    if (first.from() < begin) {
      kept -= first.watts() * (begin - first.from());
      pieces.pollFirst();
      pieces.addFirst(new Piece(begin, first.to(), first.watts()));
    }
    if (begin >= 0) {
      highest = Math.max(highest, kept / window);
    }
  }

  /** The highest average in watts. */
  double watts() {
    return length() < window ? (end == 0 ? 0 : all / end) : highest;
  }

  /** The length of the window, or of the run if that is shorter, in picoseconds. */
  long length() {
    return Math.min(window, end);
  }
}
