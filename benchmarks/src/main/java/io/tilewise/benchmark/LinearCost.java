package io.tilewise.benchmark;

import com.sun.management.OperatingSystemMXBean;
import io.tilewise.cpu.replay.PricedCall;
import io.tilewise.cpu.replay.Replay;
import io.tilewise.cpu.replay.Timeline;
import io.tilewise.experiment.run.Experiment;
import io.tilewise.experiment.run.Scenario;
import io.tilewise.experiment.sweep.Sweep;
import io.tilewise.sim.Event;
import io.tilewise.sim.Simulation;
import io.tilewise.workload.ElementType;
import io.tilewise.workload.Precision;
import io.tilewise.workload.TensorType;
import io.tilewise.workload.graph.GraphBuilder;
import io.tilewise.workload.graph.MatrixOperator.Convolution;
import io.tilewise.workload.graph.MatrixOperator.Linear;
import io.tilewise.workload.graph.Node;
import io.tilewise.workload.graph.NormalizationOperator.BatchNorm;
import io.tilewise.workload.graph.PointwiseOperator.Binary;
import io.tilewise.workload.graph.PointwiseOperator.BinaryFunction;
import io.tilewise.workload.graph.PointwiseOperator.Unary;
import io.tilewise.workload.graph.PointwiseOperator.UnaryFunction;
import io.tilewise.workload.graph.Workload;
import io.tilewise.workload.lowering.Lowering;
import io.tilewise.workload.plan.Plan;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/**
 * Does the cost of a network grow with its operators, that of a simulation with its events, and
 * that of a sweep with its points and not with its threads? A table of processor time, that of the
 * compiler and the collector included, for sizes that grow ten times each. Reads the shipped phone
 * below the folder of the system property {@code tilewise.home}, by default the working folder.
 */
public final class LinearCost {
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private LinearCost() {}

  /**
   * Prints the table of {@code operators} or of {@code events}, up to a million, or of {@code
   * points} on one and more threads.
   */
  public static void main(String[] arguments) {
    String what = arguments.length > 0 ? arguments[0] : "operators";
    if (what.equals("points")) {
      points();
      return;
    }
    if (what.equals("events")) {
      table(EVENTS_HEADER, LinearCost::events);
    } else {
      table(OPERATORS_HEADER, number -> operators(number, LinearCost::chain));
      table(OPERATORS_HEADER, number -> operators(number, LinearCost::blocks));
    }
  }

  private static final String OPERATORS_HEADER =
      """
      | operators | calls | delegates | build the graph, us each | lower it, us each \
      | price a call, us each | replay it, us each |
      | --- | --- | --- | --- | --- | --- | --- |""";

  private static final String EVENTS_HEADER =
      """
      | events | ns each | all, s |
      | --- | --- | --- |""";

  private static void table(String header, IntFunction<String> row) {
    // The first round pays for the compiler.
    row(row, 10_000);
    System.out.println(header);
    for (int size : new int[] {1000, 10_000, 100_000, 1_000_000}) {
      System.out.println(row(row, size));
    }
  }

  private static String row(IntFunction<String> row, int size) {
    return row.apply(size);
  }

  /**
   * Something with the processor time that it took to make once. Small things are made again and
   * again, as the system counts processor time in hundredths of a second.
   */
  private record Timed<T>(T value, double seconds) {
    private static final double LEAST_SECONDS = 2;

    static <T> Timed<T> of(Supplier<T> work) {
      int times = 0;
      double seconds = 0;
      T value = null;
      for (long begin = SYSTEM.getProcessCpuTime(); seconds < LEAST_SECONDS; times++) {
        value = work.get();
        seconds = (SYSTEM.getProcessCpuTime() - begin) / 1e9;
      }
      return new Timed<>(value, seconds / times);
    }
  }

  // ---- Operators

  private static String operators(int number, IntFunction<Workload> build) {
    Scenario phone = phone();
    Lowering lowering = new Lowering(phone.files().runtime().value().lowering());
    Timed<Workload> network = Timed.of(() -> build.apply(number));
    Timed<Plan> plan = Timed.of(() -> lowering.lower(network.value()));
    Timed<List<PricedCall>> priced = Timed.of(() -> phone.pricing().price(plan.value()));
    Timed<Timeline> timeline =
        Timed.of(
            () ->
                new Replay(phone.device(), phone.cores(), phone.forkAndJoin()).run(priced.value()));
    int calls = timeline.value().calls().size();
    return String.format(
        Locale.ROOT,
        "| %d | %d | %d | %s | %s | %s | %s |",
        number,
        calls,
        plan.value().delegates(),
        each(network, number),
        each(plan, number),
        each(priced, calls),
        each(timeline, calls));
  }

  private static String each(Timed<?> timed, int number) {
    return String.format(Locale.ROOT, "%.2f", timed.seconds() * 1e6 / number);
  }

  private static Scenario phone() {
    return Experiment.read(experiment("01-squeezesam-sme2.yaml"), List.of(), List.of())
        .scenario("sme2")
        .orElseThrow();
  }

  private static Path experiment(String name) {
    return Path.of(System.getProperty("tilewise.home", "."), "configs/experiments", name);
  }

  /**
   * A chain of linear layers and additions, each of random size among a thousand, so that few of
   * the calls are alike. All of it is one delegate.
   */
  private static Workload chain(int operators) {
    SplittableRandom random = new SplittableRandom(1);
    GraphBuilder builder = new GraphBuilder("chain");
    int width = 64;
    Node last = builder.input("x", TensorType.of(ElementType.F16, 16, width));
    for (int i = 0; i < operators; i++) {
      if (i % 2 == 0) {
        int next = 1 + random.nextInt(1000);
        last = builder.apply("linear" + i, new Linear(next, width, false), last);
        width = next;
      } else {
        last = builder.apply("add" + i, new Binary(BinaryFunction.ADD), last, last);
      }
    }
    return Workload.floating(Precision.FP16, builder.build(List.of(last)));
  }

  /**
   * Residual blocks of eight operators with a gate beside the convolutions, of random width among
   * 256. The batch norm between the convolutions is not delegated, so there are as many delegates
   * as blocks, and branches between them.
   */
  private static Workload blocks(int operators) {
    int channels = 16;
    SplittableRandom random = new SplittableRandom(1);
    GraphBuilder builder = new GraphBuilder("blocks");
    Node last = builder.input("x", TensorType.of(ElementType.F16, 1, channels, 8, 8));
    for (int i = 0; i < operators / 8; i++) {
      int width = 1 + random.nextInt(256);
      String block = "block" + i + ".";
      Node up = builder.apply(block + "up", convolution(channels, width, 3), last);
      Node relu = builder.apply(block + "relu", new Unary(UnaryFunction.RELU), up);
      Node norm = builder.apply(block + "norm", new BatchNorm(width, 1), relu);
      Node down = builder.apply(block + "down", convolution(width, channels, 3), norm);
      Node gate = builder.apply(block + "gate", convolution(channels, channels, 1), last);
      Node open = builder.apply(block + "open", new Unary(UnaryFunction.SIGMOID), gate);
      Node gated = builder.apply(block + "gated", new Binary(BinaryFunction.MULTIPLY), down, open);
      last = builder.apply(block + "sum", new Binary(BinaryFunction.ADD), gated, last);
    }
    return Workload.floating(Precision.FP16, builder.build(List.of(last)));
  }

  private static Convolution convolution(int from, int to, int taps) {
    return new Convolution(to, from, taps, 1, taps / 2, 1, false, false);
  }

  // ---- Points

  private static final int POINTS_PER_THREAD = 10_000;

  /** Points of the sweep that is measured, on threads of their own. */
  private static void points() {
    Sweep sweep = MeasuredSweep.read();
    System.out.println("| threads | clock, us per point | processor time, us per point | waits |");
    System.out.println("| --- | --- | --- | --- |");
    evaluate(sweep, 1);
    for (int threads : new int[] {1, 2, 1, 2}) {
      System.out.println(evaluate(sweep, threads));
    }
  }

  private static String evaluate(Sweep sweep, int threads) {
    List<Thread> all = new ArrayList<>();
    AtomicLong waits = new AtomicLong();
    for (int i = 0; i < threads; i++) {
      Sweep.Evaluator evaluator = sweep.evaluator();
      // Reads its experiment at its first point.
      evaluator.at(0);
      all.add(
          new Thread(
              () -> {
                for (int point = 0; point < POINTS_PER_THREAD; point++) {
                  evaluator.at(point % sweep.size());
                }
                waits.addAndGet(
                    ManagementFactory.getThreadMXBean()
                        .getThreadInfo(Thread.currentThread().getId())
                        .getBlockedCount());
              }));
    }
    long clock = System.nanoTime();
    long processor = SYSTEM.getProcessCpuTime();
    all.forEach(Thread::start);
    for (Thread thread : all) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
    double points = (double) threads * POINTS_PER_THREAD;
    return String.format(
        Locale.ROOT,
        "| %d | %.0f | %.0f | %d |",
        threads,
        (System.nanoTime() - clock) / 1e3 / points,
        (SYSTEM.getProcessCpuTime() - processor) / 1e3 / points,
        waits.get());
  }

  // ---- Events

  private static String events(int number) {
    Timed<Long> end = Timed.of(() -> run(number));
    if (end.value() <= 0) {
      throw new IllegalStateException("time stood still");
    }
    return String.format(
        Locale.ROOT, "| %d | %.1f | %.6f |", number, end.seconds() * 1e9 / number, end.seconds());
  }

  /** Sixteen processes that schedule themselves again until so many events have fired. */
  private static long run(int number) {
    Simulation simulation = new Simulation();
    SplittableRandom random = new SplittableRandom(1);
    int[] left = {number};
    Event[] process = new Event[1];
    process[0] =
        () -> {
          if (left[0] > 0) {
            left[0]--;
            simulation.schedule(simulation.now() + 1 + random.nextInt(1000), 0, process[0]);
          }
        };
    for (int i = 0; i < 16 && left[0] > 0; i++) {
      left[0]--;
      simulation.schedule(i, 0, process[0]);
    }
    simulation.run();
    return simulation.now();
  }
}
