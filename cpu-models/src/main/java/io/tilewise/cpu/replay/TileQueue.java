package io.tilewise.cpu.replay;

/**
 * The tiles of one call, handed out to threads as pthreadpool does: each thread owns a range and
 * takes half of what is left of it at a time, at least one tile; when its range is empty it takes
 * from the next thread that has tiles left.
 */
final class TileQueue {
  private long[] left = new long[0];
  private int threads;

  /** Divides tiles evenly over threads, the first ones getting one more if they do not divide. */
  void fill(long tiles, int threadCount) {
    threads = threadCount;
    if (left.length < threads) {
      left = new long[threads];
    }
    for (int i = 0; i < threads; i++) {
      left[i] = tiles / threads + (i < tiles % threads ? 1 : 0);
    }
  }

  /** The next tiles for a thread; 0 if there are none left. */
  long take(int thread) {
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
}
