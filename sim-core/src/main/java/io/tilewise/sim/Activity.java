package io.tilewise.sim;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Work that flows through resources: so many units of work, and for each of them a demand on some
 * resources. While it is active on a {@link FluidNetwork} it goes at a rate, in units of work per
 * second, and takes rate times demand from each of its resources.
 *
 * <p>An activity is described once and started as often as needed; starting allocates nothing. All
 * of the description but the rate bound stands while it is active. The records of a run (duration,
 * what bound it) can be read until the next start.
 */
public final class Activity {
  private static final int INITIAL_DEMANDS = 4;

  private String name;
  private double work;
  private double weight = 1;
  private double constantBound = Double.POSITIVE_INFINITY;
  private final RateBound constantRateBound = () -> constantBound;
  private RateBound rateBound = constantRateBound;
  private Consumer<Activity> onCompletion = activity -> {};

  private int demandCount;
  private Resource[] resources = new Resource[INITIAL_DEMANDS];
  private double[] unitsPerWork = new double[INITIAL_DEMANDS];

  private boolean active;
  private FluidNetwork network;
  private long startTime;
  private long endTime;

  /** The rate since {@link #rateSince}, and the work that was left then. */
  private double rate;

  private long rateSince;
  private double workLeft;

  private final BoundRecord record = new BoundRecord();

  // Working values of the network and its solver.

  /** Whether the own bound must be asked for again. */
  private boolean boundUnknown;

  /** Whether a solve has included this activity since it started. */
  private boolean solved;

  /** The value of the own bound. */
  private double upperRate;

  /** The outcome of the solve under way. */
  private double nextRate;

  private int nextBound;

  /** An activity with that name, no demands, weight 1, no bound and no work. */
  public Activity(String name) {
    this.name = Objects.requireNonNull(name, "name");
  }

  // ---- Description

  /** Sets the name, which need not be unique. */
  public Activity name(String newName) {
    checkIdle("renamed");
    name = Objects.requireNonNull(newName, "name");
    return this;
  }

  /**
   * Adds a demand, on top of one already there for the same resource. Zero is no demand.
   *
   * @param units units of the resource for each unit of work, finite, 0 or more
   */
  public Activity demand(Resource resource, double units) {
    checkIdle("given a demand");
    Objects.requireNonNull(resource, "resource");
    if (!(units >= 0 && units <= Double.MAX_VALUE)) {
      throw new IllegalArgumentException(
          "activity '%s': demand on '%s' must be finite and not negative, not %s"
              .formatted(name, resource.name(), units));
    }
    int index = indexOf(resource);
    if (index >= 0) {
      unitsPerWork[index] += units;
    } else if (units > 0) {
      addDemand(resource, units);
    }
    return this;
  }

  /** Takes all demands away, and with them the record of the last run, which goes by demand. */
  public Activity clearDemands() {
    checkIdle("stripped of its demands");
    demandCount = 0;
    startTime = endTime;
    record.start(endTime);
    return this;
  }

  /**
   * Sets the share weight: where activities compete for a resource, their rates are as their
   * weights.
   *
   * @param newWeight finite and positive
   */
  public Activity weight(double newWeight) {
    checkIdle("given a weight");
    if (!(newWeight > 0 && newWeight <= Double.MAX_VALUE)) {
      throw new IllegalArgumentException(
          "activity '%s': weight must be finite and positive, not %s".formatted(name, newWeight));
    }
    weight = newWeight;
    return this;
  }

  /**
   * Sets a constant upper bound on the rate. If the activity is active, {@link
   * FluidNetwork#update()} puts it into force.
   *
   * @param workPerSecond 0 or more, infinite for no bound
   */
  public Activity rateBound(double workPerSecond) {
    constantBound = checkBound(workPerSecond);
    rateBound = constantRateBound;
    return this;
  }

  /**
   * Sets an upper bound on the rate that may depend on capacities. If the activity is active,
   * {@link FluidNetwork#update()} puts it into force.
   */
  public Activity rateBound(RateBound newBound) {
    rateBound = Objects.requireNonNull(newBound, "rate bound");
    return this;
  }

  /** Takes the upper bound on the rate away. */
  public Activity noRateBound() {
    return rateBound(Double.POSITIVE_INFINITY);
  }

  /**
   * Sets the amount of work.
   *
   * @param newWork 0 or more; infinite for an activity that goes on until it is cancelled
   */
  public Activity work(double newWork) {
    checkIdle("given work");
    if (!(newWork >= 0)) {
      throw new IllegalArgumentException(
          "activity '%s': work must not be negative, not %s".formatted(name, newWork));
    }
    work = newWork;
    return this;
  }

  /** Sets whom to tell when all work is done; not called if the activity is cancelled. */
  public Activity onCompletion(Consumer<Activity> newOnCompletion) {
    onCompletion = Objects.requireNonNull(newOnCompletion, "completion callback");
    return this;
  }

  /** The name. */
  public String name() {
    return name;
  }

  /** The amount of work of a whole run. */
  public double work() {
    return work;
  }

  /** The share weight. */
  public double weight() {
    return weight;
  }

  /** The number of resources demanded. */
  public int demandCount() {
    return demandCount;
  }

  /** The resource of a demand, in the order in which they were added. */
  public Resource demandResource(int index) {
    return resources[Objects.checkIndex(index, demandCount)];
  }

  /** Units of the resource of a demand for each unit of work. */
  public double demandUnits(int index) {
    return unitsPerWork[Objects.checkIndex(index, demandCount)];
  }

  // ---- State and record

  /** Whether the activity is on a network and has neither ended nor been cancelled. */
  public boolean isActive() {
    return active;
  }

  /** The present rate in work per second; 0 if it is not active or has not been solved yet. */
  public double rate() {
    return rate;
  }

  /** What bounds the rate, or bounded it last; stalled if that has not been solved yet. */
  public Bound boundBy() {
    return switch (record.current()) {
      case BoundRecord.OWN_BOUND -> Bound.NoResource.OWN_BOUND;
      case BoundRecord.STALLED -> Bound.NoResource.STALLED;
      default -> resources[record.current() - BoundRecord.FIRST_DEMAND];
    };
  }

  /** The work left until now, or when the activity left the network. */
  public double workLeft() {
    return active ? workLeft - workSinceRateChange(network.now()) : workLeft;
  }

  /** When the last run started, in picoseconds. */
  public long startTime() {
    return startTime;
  }

  /** Picoseconds from the start of the last run until its end, or until now if it is active. */
  public long duration() {
    return (active ? network.now() : endTime) - startTime;
  }

  /**
   * Picoseconds of the last run in which a resource bound the rate. The times of all demanded
   * resources, {@link #ownBoundTime()} and {@link #stalledTime()} add up to {@link #duration()}.
   */
  public long boundTime(Resource resource) {
    int index = indexOf(resource);
    return index < 0 ? 0 : recordedTime(BoundRecord.FIRST_DEMAND + index);
  }

  /** Picoseconds of the last run spent at the activity's own upper rate bound. */
  public long ownBoundTime() {
    return recordedTime(BoundRecord.OWN_BOUND);
  }

  /** Picoseconds of the last run at rate zero. */
  public long stalledTime() {
    return recordedTime(BoundRecord.STALLED);
  }

  @Override
  public String toString() {
    return name;
  }

  // ---- For the network

  void start(FluidNetwork newNetwork, long now) {
    checkIdle("started");
    checkCanEnd();
    network = newNetwork;
    for (int i = 0; i < demandCount; i++) {
      checkOnNetwork(resources[i]);
    }
    active = true;
    startTime = now;
    rate = 0;
    rateSince = now;
    workLeft = work;
    record.start(now);
    boundUnknown = true;
    solved = false;
    endTime = SimTime.NEVER;
  }

  /** When all work will be done at the present rate. */
  long expectedEnd() {
    return endTime;
  }

  void expectEndAt(long time) {
    endTime = time;
  }

  boolean isBoundUnknown() {
    return boundUnknown;
  }

  void askForBound() {
    upperRate = checkBound(rateBound.workPerSecond());
    boundUnknown = false;
  }

  /** The level, that is rate over weight, at which the own bound is met. */
  double upperLevel() {
    return upperRate / weight;
  }

  /**
   * The solver's verdict: frozen at this level by its own bound, or by the resource of a demand.
   */
  void freezeAtOwnBound(double level) {
    freeze(level, BoundRecord.OWN_BOUND);
  }

  void freezeAtDemand(double level, int index) {
    freeze(level, BoundRecord.FIRST_DEMAND + index);
  }

  private void freeze(double level, int cause) {
    // Not the smaller of the two: the own bound is to be met exactly, not up to a rounding.
    nextRate = upperLevel() <= level ? upperRate : weight * level;
    nextBound = nextRate > 0 ? cause : BoundRecord.STALLED;
    if (nextRate == Double.POSITIVE_INFINITY) {
      throw new ArithmeticException(
          "activity '%s': rate not finite, without a bound the demands are too small for the capacities"
              .formatted(name));
    }
  }

  double nextRate() {
    return nextRate;
  }

  boolean isChangedBySolve() {
    return !solved || nextRate != rate || nextBound != record.current();
  }

  /** Takes over what the solve has found. The interval under way must have been closed. */
  void applySolve(long now) {
    if (nextRate != rate) {
      settleWork(now);
      rate = nextRate;
      endTime = expectedEnd(now);
    }
    record.setCurrent(nextBound);
    solved = true;
  }

  /** Enters the interval since the last change into the record; returns its length. */
  long closeInterval(long now) {
    return record.closeInterval(now);
  }

  /** Ends the run with all work done. */
  void complete(long now) {
    // The end was rounded up to the picosecond: what was left is what has been done, not a bit
    // more.
    serve(workLeft);
    workLeft = 0;
    leave(now);
  }

  /** Ends the run with the work done so far. */
  void cancel(long now) {
    settleWork(now);
    leave(now);
  }

  void tellCompletion() {
    onCompletion.accept(this);
  }

  /** Units of a resource taken since the last change of the rate. */
  double servedSinceRateChange(Resource resource, long now) {
    int index = indexOf(resource);
    return index < 0 ? 0 : workSinceRateChange(now) * unitsPerWork[index];
  }

  private void leave(long now) {
    active = false;
    rate = 0;
    endTime = now;
  }

  private void settleWork(long now) {
    double done = workSinceRateChange(now);
    serve(done);
    workLeft -= done;
    rateSince = now;
  }

  private void serve(double done) {
    for (int i = 0; i < demandCount; i++) {
      resources[i].addServed(done * unitsPerWork[i]);
    }
  }

  private double workSinceRateChange(long now) {
    return Math.min(rate * SimTime.toSeconds(now - rateSince), workLeft);
  }

  private long expectedEnd(long now) {
    // At least a picosecond, or a rate near infinity would end it in the instant of the solve.
    long duration = Math.max(1, SimTime.toServe(workLeft, rate));
    return duration < SimTime.NEVER - now ? now + duration : SimTime.NEVER;
  }

  private long recordedTime(int entry) {
    return record.time(entry, active ? network.now() : endTime);
  }

  private void addDemand(Resource resource, double units) {
    if (demandCount == resources.length) {
      int capacity = 2 * demandCount;
      resources = Arrays.copyOf(resources, capacity);
      unitsPerWork = Arrays.copyOf(unitsPerWork, capacity);
    }
    resources[demandCount] = resource;
    unitsPerWork[demandCount] = units;
    demandCount++;
    record.ensureDemands(demandCount);
  }

  private int indexOf(Resource resource) {
    for (int i = 0; i < demandCount; i++) {
      if (resources[i] == resource) {
        return i;
      }
    }
    return -1;
  }

  private double checkBound(double workPerSecond) {
    if (!(workPerSecond >= 0)) {
      throw new IllegalArgumentException(
          "activity '%s': rate bound must not be negative, not %s".formatted(name, workPerSecond));
    }
    return workPerSecond;
  }

  private void checkIdle(String what) {
    if (active) {
      throw new IllegalStateException(
          "activity '%s' is active and cannot be %s".formatted(name, what));
    }
  }

  private void checkCanEnd() {
    boolean unbounded = rateBound == constantRateBound && constantBound == Double.POSITIVE_INFINITY;
    if (work > 0 && demandCount == 0 && unbounded) {
      throw new IllegalArgumentException(
          "activity '%s' has work but neither a demand nor a rate bound".formatted(name));
    }
  }

  private void checkOnNetwork(Resource resource) {
    if (resource.network() != network) {
      throw new IllegalArgumentException(
          "activity '%s': resource '%s' is on another network".formatted(name, resource.name()));
    }
  }
}
