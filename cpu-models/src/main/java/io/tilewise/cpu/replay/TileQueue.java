package io.tilewise.cpu.replay;

/**
 * The tiles of one call, handed out to threads in one of two ways.
 *
 * <p>As pthreadpool does: each thread owns an equal range and takes half of what is left of it at a
 * time, at least one tile; when its range is empty it takes from the next thread that has tiles
 * left.
 *
 * <p>By speed, where threads execute a call with different kernels and equal ranges would have all
 * wait for the slowest: each thread takes half of its fair part of what is left, at least one tile,
 * and none if the others would be through with all that is left before it had executed one.
 */
final class TileQueue {
  private long[] left = new long[0];
  private double[] speeds = new double[0];
  private int threads;
  private boolean bySpeed;

  /** Divides tiles evenly over threads, the first ones getting one more if they do not divide. */
  void fill(long tiles, int threadCount) {
    reserve(threadCount);
    bySpeed = false;
    for (int i = 0; i < threads; i++) {
      left[i] = tiles / threads + (i < tiles % threads ? 1 : 0);
    }
  }

  /** Hands tiles out by speed; {@link #speed} must be set for every thread. */
  void fillBySpeed(long tiles, int threadCount) {
    reserve(threadCount);
    bySpeed = true;
    left[0] = tiles;
  }

  private void reserve(int threadCount) {
    threads = threadCount;
    if (left.length < threads) {
      left = new long[threads];
      speeds = new double[threads];
    }
  }

  /** Sets how many tiles a thread executes per second with nobody else there. */
  void speed(int thread, double tilesPerSecond) {
    speeds[thread] = tilesPerSecond;
  }

  /** The next tiles for a thread; 0 if there are none left for it. */
  long take(int thread) {
    return bySpeed ? takeBySpeed(thread) : takeOwn(thread);
  }

  private long takeOwn(int thread) {
    for (int i = 0; i < threads; i++) {
      int victim = (thread + i) % threads;
      if (left[victim] > 0) {
        // A thread that works alone has nobody to leave tiles to.
        long taken = threads == 1 ? left[victim] : Math.max(1, left[victim] / 2);
        left[victim] -= taken;
        return taken;
      }
    }
    return 0;
  }

  private long takeBySpeed(int thread) {
    double all = 0;
    for (int i = 0; i < threads; i++) {
      all += speeds[i];
    }
    double others = all - speeds[thread];
    // With nobody else at work the others' time is infinite.
    if (left[0] == 0 || left[0] / others < 1 / speeds[thread]) {
      speeds[thread] = 0;
      return 0;
    }
    long taken = Math.max(1, (long) (left[0] * speeds[thread] / all / 2));
    left[0] -= taken;
    return taken;
  }
}
