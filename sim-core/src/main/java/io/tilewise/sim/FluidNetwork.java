package io.tilewise.sim;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Fluid resources on a {@link Simulation}, and the activities that share them.
 *
 * <p>Rates are max-min fair in rate over weight ({@link MaxMinSolver}) and constant between two
 * solves. A solve follows when an activity has started or ended, a capacity has changed, or on
 * {@link #update()}; all causes of an instant have one solve together, after every other event of
 * that instant. Only the earliest completion is a pending event. Ends are rounded up to the
 * picosecond, and an activity then has done exactly its work.
 *
 * <p>Fluid means: no queueing, no latency, no order of service; a resource serves any mixture up to
 * its capacity.
 */
public final class FluidNetwork {
  /** Priority of completions: at an instant they come before events of priority 0. */
  public static final int COMPLETION_PRIORITY = -1;

  private final Simulation simulation;
  private final List<Resource> resources = new ArrayList<>();
  private final MaxMinSolver solver = new MaxMinSolver();
  private final Event solveEvent = this::solve;
  private final Event completionEvent = this::completeNext;

  /** The active activities in the order in which they started. */
  private Activity[] active = new Activity[8];

  private int activeCount;

  private SimulationListener[] listeners = {};

  private boolean solvePending;

  /** Whether all own bounds must be asked for again. */
  private boolean boundsUnknown;

  /** The time of the pending completion event, {@link SimTime#NEVER} if there is none. */
  private long completionTime = SimTime.NEVER;

  private long completionId;

  /** A network without resources. */
  public FluidNetwork(Simulation simulation) {
    this.simulation = simulation;
    simulation.addDrainCheck(this::checkNothingLeft);
  }

  /**
   * Adds a resource.
   *
   * @param name different from the names of all others
   * @param capacityPerSecond units per second, finite, 0 or more
   */
  public Resource addResource(String name, double capacityPerSecond) {
    checkCapacity(name, capacityPerSecond);
    for (Resource resource : resources) {
      if (resource.name().equals(name)) {
        throw new IllegalArgumentException("resource '" + name + "' is there already");
      }
    }
    Resource resource = new Resource(this, name, capacityPerSecond, now());
    resources.add(resource);
    return resource;
  }

  /** All resources in the order in which they were added. */
  public List<Resource> resources() {
    return Collections.unmodifiableList(resources);
  }

  /** Attaches a listener. Listeners are called in the order in which they were attached. */
  public void addListener(SimulationListener listener) {
    listeners = Arrays.copyOf(listeners, listeners.length + 1);
    listeners[listeners.length - 1] = listener;
  }

  /**
   * Changes a capacity from now on. At zero, activities that need the resource stand still until it
   * rises again.
   *
   * @param newCapacity units per second, finite, 0 or more
   */
  public void setCapacity(Resource resource, double newCapacity) {
    checkCapacity(resource.name(), newCapacity);
    if (resource.network() != this) {
      throw new IllegalArgumentException(
          "resource '" + resource.name() + "' is on another network");
    }
    if (newCapacity == resource.capacity()) {
      return;
    }
    resource.setCapacity(newCapacity, now());
    for (SimulationListener listener : listeners) {
      listener.capacityChanged(now(), resource, newCapacity);
    }
    update();
  }

  /**
   * Starts an activity.
   *
   * @throws IllegalStateException if it is active
   * @throws IllegalArgumentException if it has work but neither demand nor bound, or a demand on a
   *     resource of another network
   */
  public void start(Activity activity) {
    activity.start(this, now());
    if (activeCount == active.length) {
      active = Arrays.copyOf(active, 2 * activeCount);
    }
    active[activeCount++] = activity;
    for (SimulationListener listener : listeners) {
      listener.activityStarted(now(), activity);
    }
    if (activity.work() == 0) {
      activity.expectEndAt(now());
      expectCompletionAt(now());
    }
    requestSolve();
  }

  /**
   * Takes an activity off the network. Its completion callback is not called.
   *
   * @throws IllegalStateException if it is not active here
   */
  public void cancel(Activity activity) {
    remove(activity);
    closeInterval(activity);
    activity.cancel(now());
    for (SimulationListener listener : listeners) {
      listener.activityCancelled(now(), activity);
    }
    requestSolve();
  }

  /** Has the own bounds of all activities evaluated again and the rates solved at this instant. */
  public void update() {
    boundsUnknown = true;
    requestSolve();
  }

  long now() {
    return simulation.now();
  }

  double servedSinceLastChange(Resource resource) {
    double units = 0;
    for (int i = 0; i < activeCount; i++) {
      units += active[i].servedSinceRateChange(resource, now());
    }
    return units;
  }

  private static void checkCapacity(String name, double capacity) {
    if (!(capacity >= 0 && capacity <= Double.MAX_VALUE)) {
      throw new IllegalArgumentException(
          "resource '%s': capacity must be finite and not negative, not %s per second"
              .formatted(name, capacity));
    }
  }

  private void requestSolve() {
    if (!solvePending) {
      solvePending = true;
      simulation.scheduleAtEndOfInstant(solveEvent);
    }
  }

  private void solve() {
    solvePending = false;
    askForBounds();
    solver.solve(active, activeCount);
    long earliest = SimTime.NEVER;
    for (int i = 0; i < activeCount; i++) {
      Activity activity = active[i];
      if (activity.isChangedBySolve()) {
        applySolve(activity);
      }
      earliest = Math.min(earliest, activity.expectedEnd());
    }
    expectCompletionAt(earliest);
  }

  private void askForBounds() {
    for (int i = 0; i < activeCount; i++) {
      if (boundsUnknown || active[i].isBoundUnknown()) {
        active[i].askForBound();
      }
    }
    boundsUnknown = false;
  }

  private void applySolve(Activity activity) {
    closeInterval(activity);
    activity.applySolve(now());
    for (SimulationListener listener : listeners) {
      listener.rateChanged(now(), activity, activity.rate(), activity.boundBy());
    }
  }

  private void closeInterval(Activity activity) {
    long length = activity.closeInterval(now());
    if (length > 0) {
      for (SimulationListener listener : listeners) {
        listener.boundInterval(
            activity, now() - length, now(), activity.rate(), activity.boundBy());
      }
    }
  }

  private void expectCompletionAt(long time) {
    if (time == completionTime) {
      return;
    }
    if (completionTime != SimTime.NEVER) {
      simulation.cancel(completionId);
    }
    completionTime = time;
    if (time != SimTime.NEVER) {
      completionId = simulation.schedule(time, COMPLETION_PRIORITY, completionEvent);
    }
  }

  /**
   * Completes one activity that is due. If another is due at this instant it has an event of its
   * own, so that a callback may cancel it, and so that activities without work which restart each
   * other are seen as the endless loop they are.
   */
  private void completeNext() {
    completionTime = SimTime.NEVER;
    int due = firstDue(0);
    if (due == activeCount) {
      return; // It was cancelled at this instant.
    }
    if (firstDue(due + 1) < activeCount) {
      expectCompletionAt(now());
    }
    complete(active[due]);
  }

  /** The first active activity from an index on that ends now; activeCount if there is none. */
  private int firstDue(int from) {
    int index = from;
    while (index < activeCount && active[index].expectedEnd() > now()) {
      index++;
    }
    return index;
  }

  private void complete(Activity activity) {
    remove(activity);
    closeInterval(activity);
    activity.complete(now());
    requestSolve();
    for (SimulationListener listener : listeners) {
      listener.activityEnded(now(), activity);
    }
    activity.tellCompletion();
  }

  private void remove(Activity activity) {
    int index = 0;
    while (index < activeCount && active[index] != activity) {
      index++;
    }
    if (index == activeCount) {
      throw new IllegalStateException(
          "activity '" + activity.name() + "' is not active on this network");
    }
    activeCount--;
    System.arraycopy(active, index + 1, active, index, activeCount - index);
    active[activeCount] = null;
  }

  private void checkNothingLeft() {
    StringBuilder left = new StringBuilder();
    for (int i = 0; i < activeCount; i++) {
      // Infinite work is never done; nobody waits for its end.
      if (active[i].work() < Double.POSITIVE_INFINITY) {
        left.append("\n  ").append(whyUnfinished(active[i]));
      }
    }
    if (!left.isEmpty()) {
      throw new SimulationException(
          "no event is left at " + now() + " ps, but there is work that cannot end:" + left);
    }
  }

  private static String whyUnfinished(Activity activity) {
    String work =
        "activity '%s' with %s of %s units of work left "
            .formatted(activity.name(), activity.workLeft(), activity.work());
    if (activity.rate() > 0) {
      return work + "would at %s per second outlast the simulated range".formatted(activity.rate());
    }
    StringBuilder causes = new StringBuilder();
    for (int i = 0; i < activity.demandCount(); i++) {
      Resource resource = activity.demandResource(i);
      if (resource.capacity() == 0) {
        causes.append(causes.isEmpty() ? "" : ", ");
        causes.append("resource '").append(resource.name()).append("' of capacity 0");
      }
    }
    return work + "is stalled by " + (causes.isEmpty() ? "its own rate bound of 0" : causes);
  }
}
