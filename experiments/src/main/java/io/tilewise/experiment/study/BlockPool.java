package io.tilewise.experiment.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Has threads work through items, a block of neighbouring ones at a time. */
public final class BlockPool {
  private final int[] items;
  private final int block;
  private final AtomicInteger next = new AtomicInteger();

  private BlockPool(int[] items, int block) {
    this.items = items;
    this.block = block;
  }

  /** What one thread does with each block. */
  public interface Worker {
    /** Works through some items. */
    void work(int[] some);
  }

  /**
   * Works through all items; the first failure of a thread stops the others and is thrown.
   *
   * @param items the items
   * @param block how many make a block
   * @param threads how many threads, 1 or more; one is the caller's own
   * @param workers makes a worker for each thread, in that thread
   */
  public static void run(int[] items, int block, int threads, Supplier<Worker> workers) {
    if (threads < 1) {
      throw new IllegalArgumentException(threads + " threads");
    }
    BlockPool pool = new BlockPool(items.clone(), block);
    if (threads == 1) {
      pool.work(workers);
    } else {
      pool.start(threads, workers);
    }
  }

  private void start(int threads, Supplier<Worker> workers) {
    ExecutorService executor = Executors.newFixedThreadPool(threads, BlockPool::daemon);
    List<Future<?>> running = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      running.add(executor.submit(() -> workOrStop(workers)));
    }
    executor.shutdown();
    try {
      for (Future<?> worker : running) {
        worker.get();
      }
    } catch (InterruptedException e) {
      stop();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException e) {
      throw failure(e.getCause());
    }
  }

  private static RuntimeException failure(Throwable cause) {
    if (cause instanceof Error error) {
      throw error;
    }
    return cause instanceof RuntimeException failure ? failure : new IllegalStateException(cause);
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "study");
    thread.setDaemon(true);
    return thread;
  }

  private void workOrStop(Supplier<Worker> workers) {
    try {
      work(workers);
    } catch (RuntimeException | Error e) {
      stop();
      throw e;
    }
  }

  private void work(Supplier<Worker> workers) {
    int[] some = some();
    if (some.length == 0) {
      return;
    }
    Worker worker = workers.get();
    for (; some.length > 0; some = some()) {
      worker.work(some);
    }
  }

  private int[] some() {
    int from = next.getAndAccumulate(block, (at, step) -> Math.min(items.length, at + step));
    return Arrays.copyOfRange(items, from, Math.min(items.length, from + block));
  }

  private void stop() {
    next.set(items.length);
  }
}
