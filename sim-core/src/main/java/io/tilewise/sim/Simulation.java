package io.tilewise.sim;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * A discrete-event simulation: a clock and the events that move it.
 *
 * <p>Events fire in the order of (time, priority, order of scheduling), so the same input gives the
 * same run on any machine. Scheduling and firing allocate nothing once the largest number of
 * pending events has been reached. A simulation and everything on it belongs to one thread; any
 * number of simulations may run side by side.
 */
public final class Simulation {
  /** The smallest priority an event may have: it comes first in its instant. */
  public static final int MIN_PRIORITY = EventQueue.MIN_PRIORITY;

  /** The largest priority an event may have: it comes last in its instant. */
  public static final int MAX_PRIORITY = EventQueue.MAX_PRIORITY - 1;

  /** Kept back for what must see everything else of an instant done. */
  static final int END_OF_INSTANT_PRIORITY = EventQueue.MAX_PRIORITY;

  /** Events at one instant that are taken for an endless loop unless another bound is given. */
  public static final int DEFAULT_MAX_EVENTS_PER_INSTANT = 1_000_000;

  private static final int INITIAL_SLOTS = 64;

  /** Not 0, so that 0 is never the id of an event. */
  private static final int FIRST_GENERATION = 1;

  private final EventQueue queue;
  private final int maxEventsPerInstant;
  private final List<Runnable> drainChecks = new ArrayList<>();

  private long now;
  private long nextSequence;
  private int eventsThisInstant;
  private boolean running;
  private boolean stopped;

  /** The pending event of each slot. */
  private Event[] events = new Event[INITIAL_SLOTS];

  /** How often each slot has been used, so that the id of a past event is recognised. */
  private int[] generations = new int[INITIAL_SLOTS];

  /** The slots in use are those below slotCount that are not among the first freeCount here. */
  private int[] freeSlots = new int[INITIAL_SLOTS];

  private int freeCount;
  private int slotCount;

  /** A simulation on a {@link BinaryHeapQueue} with the default bound on events per instant. */
  public Simulation() {
    this(new BinaryHeapQueue(), DEFAULT_MAX_EVENTS_PER_INSTANT);
  }

  /**
   * A simulation on a queue of the caller's choice.
   *
   * @param queue empty, and left alone by the caller from now on
   * @param maxEventsPerInstant more events than this at one instant are an error
   */
  public Simulation(EventQueue queue, int maxEventsPerInstant) {
    if (queue.size() != 0) {
      throw new IllegalArgumentException("the event queue is not empty");
    }
    if (maxEventsPerInstant < 1) {
      throw new IllegalArgumentException(
          "the bound on events per instant must be positive, not " + maxEventsPerInstant);
    }
    this.queue = queue;
    this.maxEventsPerInstant = maxEventsPerInstant;
  }

  /** The current time in picoseconds, 0 at first. */
  public long now() {
    return now;
  }

  /**
   * Schedules an event.
   *
   * @param time when, in picoseconds, not before {@link #now()}
   * @param priority among the events of that instant, the smaller first; {@link #MIN_PRIORITY} to
   *     {@link #MAX_PRIORITY}
   * @return an id for {@link #cancel}, never 0
   * @throws IllegalArgumentException if the time is in the past or the priority out of range
   */
  public long schedule(long time, int priority, Event event) {
    if (priority > MAX_PRIORITY) {
      throw new IllegalArgumentException(
          "event priority " + priority + " is above the largest, " + MAX_PRIORITY);
    }
    return enqueue(time, priority, event);
  }

  /** Schedules an event at the end of the present instant, after all others. */
  long scheduleAtEndOfInstant(Event event) {
    return enqueue(now, END_OF_INSTANT_PRIORITY, event);
  }

  /**
   * Takes back an event that has not fired.
   *
   * @return false if the event has fired or been cancelled before
   */
  public boolean cancel(long id) {
    int slot = (int) id;
    if (slot < 0 || slot >= slotCount || generations[slot] != (int) (id >>> 32)) {
      return false;
    }
    queue.remove(slot);
    releaseSlot(slot);
    return true;
  }

  /**
   * Fires events until none is left.
   *
   * @throws SimulationException if more events than allowed fall on one instant, or if at the end
   *     an activity of a {@link FluidNetwork} has work left that it can never do
   */
  public void run() {
    fireUpTo(SimTime.NEVER - 1);
    if (stopped) {
      return;
    }
    for (Runnable check : drainChecks) {
      check.run();
    }
  }

  /**
   * Fires all events up to and including a time, then sets the clock to it. Work that stands still
   * is no error here, since the caller may yet get it going.
   *
   * @throws IllegalArgumentException if the time is in the past
   * @throws SimulationException if more events than allowed fall on one instant
   */
  public void runUntil(long time) {
    if (time < now) {
      throw new IllegalArgumentException(
          "cannot run until " + time + " ps, it is before now, " + now + " ps");
    }
    if (time == SimTime.NEVER) {
      throw new IllegalArgumentException("cannot run until the end of time, use run()");
    }
    fireUpTo(time);
    if (!stopped) {
      moveTo(time);
    }
  }

  /**
   * Ends the run under way behind the event that is firing. The clock stays at that event, the
   * events left stay pending, and another run goes on with them.
   */
  public void stop() {
    stopped = true;
  }

  /** Has a check run when {@link #run()} has no event left; it throws if the model is not done. */
  void addDrainCheck(Runnable check) {
    drainChecks.add(check);
  }

  private long enqueue(long time, int priority, Event event) {
    if (time < now) {
      throw new IllegalArgumentException(
          "event at " + time + " ps is in the past, now is " + now + " ps");
    }
    Objects.requireNonNull(event, "event");
    int slot = freeCount > 0 ? freeSlots[freeCount - 1] : newSlot();
    queue.add(time, priority, nextSequence, slot);
    // Taken only after the queue has accepted the keys.
    nextSequence++;
    freeCount--;
    events[slot] = event;
    return ((long) generations[slot] << 32) | slot;
  }

  private void fireUpTo(long limit) {
    if (running) {
      throw new IllegalStateException("the simulation is running already");
    }
    running = true;
    stopped = false;
    try {
      for (long time = queue.firstTime(); time <= limit && !stopped; time = queue.firstTime()) {
        moveTo(time);
        countEvent();
        int slot = queue.removeFirst();
        Event event = events[slot];
        releaseSlot(slot);
        event.fire();
      }
    } finally {
      running = false;
    }
  }

  private void moveTo(long time) {
    if (time != now) {
      now = time;
      eventsThisInstant = 0;
    }
  }

  private void countEvent() {
    if (++eventsThisInstant > maxEventsPerInstant) {
      throw new SimulationException(
          "more than "
              + maxEventsPerInstant
              + " events at "
              + now
              + " ps: the model schedules events without end and time stands still");
    }
  }

  private int newSlot() {
    if (slotCount == events.length) {
      int capacity = 2 * slotCount;
      events = Arrays.copyOf(events, capacity);
      generations = Arrays.copyOf(generations, capacity);
      freeSlots = Arrays.copyOf(freeSlots, capacity);
    }
    generations[slotCount] = FIRST_GENERATION;
    freeSlots[freeCount++] = slotCount;
    return slotCount++;
  }

  private void releaseSlot(int slot) {
    events[slot] = null;
    generations[slot]++;
    freeSlots[freeCount++] = slot;
  }
}
