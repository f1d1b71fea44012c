package io.tilewise.benchmark;

import com.sun.management.OperatingSystemMXBean;
import io.tilewise.cpu.replay.PricedCall;
import io.tilewise.cpu.replay.Replay;
import io.tilewise.cpu.replay.Timeline;
import io.tilewise.experiment.run.Experiment;
import io.tilewise.experiment.run.Scenario;
import io.tilewise.sim.Event;
import io.tilewise.sim.Simulation;
import io.tilewise.workload.ElementType;
import io.tilewise.workload.Precision;
import io.tilewise.workload.TensorType;
import io.tilewise.workload.graph.GraphBuilder;
import io.tilewise.workload.graph.MatrixOperator.Linear;
import io.tilewise.workload.graph.Node;
import io.tilewise.workload.graph.PointwiseOperator.Binary;
import io.tilewise.workload.graph.PointwiseOperator.BinaryFunction;

import io.tilewise.workload.graph.Workload;
import io.tilewise.workload.lowering.Lowering;
import io.tilewise.workload.plan.KernelCall;
import io.tilewise.workload.plan.Plan;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/**
 * Does the cost of a network grow with its operators, and that of a simulation with its events? A
 * table of processor time, that of the compiler and the collector included, for sizes that grow ten
 * times each. Reads the shipped phone below the folder of the system property {@code
 * tilewise.home}, by default the working folder.
 */
public final class LinearCost {
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  /** The most operators that are lowered as one network. */
  private static final int MOST_LOWERED = 10_000;

  private static final int BLOCK = 1000;

  private LinearCost() {}

  /** Prints the table of {@code operators}, or of {@code events}, up to a million. */
  public static void main(String[] arguments) {
    boolean events = arguments.length > 0 && arguments[0].equals("events");
    // The first round pays for the compiler.
    row(events, 10_000);
    System.out.println(events ? EVENTS_HEADER : OPERATORS_HEADER);
    for (int size : new int[] {1000, 10_000, 100_000, 1_000_000}) {
      System.out.println(row(events, size));
    }
  }

  private static final String OPERATORS_HEADER =
      """
      | operators | build the graph, us each | lower it, us each | price, us each | replay, us each |
      | --- | --- | --- | --- | --- |""";

  private static final String EVENTS_HEADER =
      """
      | events | ns each | all, s |
      | --- | --- | --- |""";

  private static String row(boolean events, int size) {
    return events ? events(size) : operators(size);
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

  private static String operators(int number) {
    Scenario phone = phone();
    Lowering lowering = new Lowering(phone.files().runtime().value().lowering());
    Timed<Workload> network = Timed.of(() -> network(number, 1));
    String lowered =
        number > MOST_LOWERED
            ? "not measured"
            : each(Timed.of(() -> lowering.lower(network.value())), number);
    Plan plan = plan(lowering, number);
    Timed<List<PricedCall>> priced = Timed.of(() -> phone.pricing().price(plan));
    Timed<Timeline> timeline =
        Timed.of(
            () ->
                new Replay(phone.device(), phone.cores(), phone.forkAndJoin())
                    .run(priced.value()));
    return String.format(
        Locale.ROOT,
        "| %d | %s | %s | %s | %s |",
        timeline.value().calls().size(),
        each(network, number),
        lowered,
        each(priced, number),
        each(timeline, number));
  }

  /** A plan of so many calls, lowered in blocks: the partition of a network is not linear. */
  private static Plan plan(Lowering lowering, int number) {
    List<KernelCall> calls = new ArrayList<>(number);
    for (int block = 0; calls.size() < number; block++) {
      calls.addAll(lowering.lower(network(BLOCK, block)).calls());
    }
    return new Plan("chain", calls.subList(0, number));
  }

  private static String each(Timed<?> timed, int number) {
    return String.format(Locale.ROOT, "%.2f", timed.seconds() * 1e6 / number);
  }

  private static Scenario phone() {
    Path file =
        Path.of(
            System.getProperty("tilewise.home", "."),
            "configs/experiments/01-squeezesam-sme2.yaml");
    return Experiment.read(file, List.of(), List.of()).scenario("sme2").orElseThrow();
  }

  /**
   * A chain of linear layers and additions, each of random size among a thousand, so that few of
   * the calls are alike.
   */
  private static Workload network(int operators, int seed) {
    SplittableRandom random = new SplittableRandom(seed);
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

  // ---- Events

  private static String events(int number) {
    Timed<Long> end = Timed.of(() -> run(number));
    if (end.value() <= 0) {
      throw new IllegalStateException("time stood still");
    }
    return String.format(
        Locale.ROOT,
        "| %d | %.1f | %.6f |",
        number,
        end.seconds() * 1e9 / number,
        end.seconds());
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
