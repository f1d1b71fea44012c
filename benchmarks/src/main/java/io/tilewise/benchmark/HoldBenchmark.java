package io.tilewise.benchmark;

import io.tilewise.sim.BinaryHeapQueue;
import io.tilewise.sim.EventQueue;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import umontreal.ssj.simevents.Event;
import umontreal.ssj.simevents.Simulator;
import umontreal.ssj.simevents.eventlist.BinaryTree;
import umontreal.ssj.simevents.eventlist.DoublyLinked;
import umontreal.ssj.simevents.eventlist.EventList;
import umontreal.ssj.simevents.eventlist.Henriksen;
import umontreal.ssj.simevents.eventlist.RedblackTree;
import umontreal.ssj.simevents.eventlist.SplayTree;

/**
 * Pending-event sets under the hold model: with a constant number of pending events, remove the
 * first and add it again an increment later. Exponential increments make the set stationary from
 * the start.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 10, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Fork(3)
public class HoldBenchmark {
  /** How many events are pending, and when they come again. */
  @State(Scope.Thread)
  public static class Load {
    @Param({"16", "256", "4096", "65536"})
    public int pending;

    final Increments increments = new Increments();
  }

  /** Ours. */
  @State(Scope.Thread)
  public static class Tilewise {
    private final EventQueue queue = new BinaryHeapQueue();
    private long sequence;

    @Setup
    public void fill(Load load) {
      for (int slot = 0; slot < load.pending; slot++) {
        queue.add(load.increments.next(), 0, sequence++, slot);
      }
    }
  }

  @Benchmark
  public int tilewise(Tilewise state, Load load) {
    long time = state.queue.firstTime();
    int slot = state.queue.removeFirst();
    state.queue.add(time + load.increments.next(), 0, state.sequence++, slot);
    return slot;
  }

  /** The JDK's, with events that are reused and ordered like ours. */
  @State(Scope.Thread)
  public static class Jdk {
    private final PriorityQueue<JdkEvent> queue = new PriorityQueue<>();
    private long sequence;

    @Setup
    public void fill(Load load) {
      for (int i = 0; i < load.pending; i++) {
        queue.add(new JdkEvent(load.increments.next(), sequence++));
      }
    }
  }

  private static final class JdkEvent implements Comparable<JdkEvent> {
    private long time;
    private long sequence;

    JdkEvent(long time, long sequence) {
      this.time = time;
      this.sequence = sequence;
    }

    @Override
    public int compareTo(JdkEvent other) {
      int byTime = Long.compare(time, other.time);
      return byTime != 0 ? byTime : Long.compare(sequence, other.sequence);
    }
  }

  @Benchmark
  public Object priorityQueue(Jdk state, Load load) {
    JdkEvent event = state.queue.remove();
    event.time += load.increments.next();
    event.sequence = state.sequence++;
    state.queue.add(event);
    return event;
  }

  /** SSJ's; the doubly linked list takes time proportional to the number of pending events. */
  @State(Scope.Thread)
  public static class Ssj {
    @Param({"Henriksen", "SplayTree", "BinaryTree", "RedblackTree", "DoublyLinked"})
    public String list;

    private EventList queue;

    @Setup
    public void fill(Load load) {
      queue = create(list);
      Simulator simulator = new Simulator(queue);
      for (int i = 0; i < load.pending; i++) {
        queue.add(new SsjEvent(simulator, (double) load.increments.next()));
      }
    }

    static EventList create(String list) {
      return switch (list) {
        case "Henriksen" -> new Henriksen();
        case "SplayTree" -> new SplayTree();
        case "BinaryTree" -> new BinaryTree();
        case "RedblackTree" -> new RedblackTree();
        case "DoublyLinked" -> new DoublyLinked();
        default -> throw new IllegalArgumentException(list);
      };
    }
  }

  private static final class SsjEvent extends Event {
    SsjEvent(Simulator simulator, double time) {
      super(simulator);
      eventTime = time;
    }

    void hold(double increment) {
      eventTime += increment;
    }

    @Override
    public void actions() {}
  }

  @Benchmark
  public Object ssj(Ssj state, Load load) {
    SsjEvent event = (SsjEvent) state.queue.removeFirst();
    event.hold((double) load.increments.next());
    state.queue.add(event);
    return event;
  }
}
