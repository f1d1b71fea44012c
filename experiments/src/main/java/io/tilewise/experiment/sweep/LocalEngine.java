package io.tilewise.experiment.sweep;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Computes points on threads of this process, a block of neighbouring ones at a time. */
public final class LocalEngine implements SweepEngine {
  private static final int BLOCK = 32;

  private final int threads;

  /**
   * An engine.
   *
   * @param threads how many threads, 1 or more
   */
  public LocalEngine(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException(threads + " threads");
    }
    this.threads = threads;
  }

  @Override
  public String name() {
    return "local";
  }

  @Override
  public void run(Sweep sweep, BitSet wanted, Consumer<List<PointOutcome>> finished) {
    Blocks blocks = new Blocks(wanted);
    if (threads == 1) {
      work(sweep, blocks, finished);
      return;
    }
    ExecutorService pool = Executors.newFixedThreadPool(threads, LocalEngine::daemon);
    List<Future<?>> workers = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      workers.add(pool.submit(() -> workOrStop(sweep, blocks, finished)));
    }
    pool.shutdown();
    try {
      for (Future<?> worker : workers) {
        worker.get();
      }
    } catch (InterruptedException e) {
      blocks.stop();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException e) {
      blocks.stop();
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      if (e.getCause() instanceof Error failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "sweep");
    thread.setDaemon(true);
    return thread;
  }

  private static void workOrStop(
      Sweep sweep, Blocks blocks, Consumer<List<PointOutcome>> finished) {
    try {
      work(sweep, blocks, finished);
    } catch (RuntimeException | Error e) {
      blocks.stop();
      throw e;
    }
  }

  private static void work(Sweep sweep, Blocks blocks, Consumer<List<PointOutcome>> finished) {
    Sweep.Evaluator evaluator = sweep.evaluator();
    for (int[] block = blocks.next(); block.length > 0; block = blocks.next()) {
      List<PointOutcome> outcomes = new ArrayList<>(block.length);
      for (int point : block) {
        outcomes.add(evaluator.at(point));
      }
      finished.accept(outcomes);
    }
  }

  /** Hands out blocks of points. */
  private static final class Blocks {
    private final int[] points;
    private final AtomicInteger next = new AtomicInteger();

    Blocks(BitSet wanted) {
      points = wanted.stream().toArray();
    }

    int[] next() {
      int from = next.getAndAccumulate(BLOCK, (at, step) -> Math.min(points.length, at + step));
      int to = Math.min(points.length, from + BLOCK);
      return java.util.Arrays.copyOfRange(points, from, to);
    }

    void stop() {
      next.set(points.length);
    }
  }
}
