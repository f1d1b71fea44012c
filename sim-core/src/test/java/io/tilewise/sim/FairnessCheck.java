package io.tilewise.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Holds the invariants of a network by what a listener is told, and by nothing else: whenever time
 * passes, the rates of the interval just over must have been max-min fair, and the intervals of
 * every activity must add up to its duration and its work.
 */
final class FairnessCheck implements SimulationListener {
  private static final double TOLERANCE = 1e-9;

  /** What the listener knows of an active activity. */
  private static final class Seen {
    double rate;
    Bound boundBy = Bound.NoResource.STALLED;
    long rateChangedAt = -1;
    long startedAt;
    long intervalEnd;
    double workDone;
    final Map<Bound, Long> boundTimes = new LinkedHashMap<>();
  }

  private final Map<Activity, Seen> active = new LinkedHashMap<>();
  private final Map<Resource, Double> capacities = new LinkedHashMap<>();

  /** Units by resource: the integral of rate times demand, and how far rounding up may be off. */
  private final Map<Resource, Double> served = new LinkedHashMap<>();

  private final Map<Resource, Double> roundedUp = new LinkedHashMap<>();

  private final Map<Activity, OwnBound> ownBounds;
  private long now;
  int completions;
  int checkedIntervals;

  FairnessCheck(RandomScenario scenario) {
    ownBounds = scenario.ownBounds;
    for (Resource resource : scenario.network.resources()) {
      capacities.put(resource, resource.capacity());
      served.put(resource, 0.0);
      roundedUp.put(resource, 0.0);
    }
  }

  @Override
  public void activityStarted(long time, Activity activity) {
    moveTo(time);
    Seen seen = new Seen();
    seen.startedAt = time;
    seen.intervalEnd = time;
    assertThat(active.put(activity, seen)).isNull();
  }

  @Override
  public void rateChanged(long time, Activity activity, double rate, Bound boundBy) {
    moveTo(time);
    Seen seen = active.get(activity);
    assertThat(seen.rateChangedAt).as("one solve per instant").isNotEqualTo(time);
    boolean first = seen.rateChangedAt < 0;
    assertThat(first || rate != seen.rate || boundBy != seen.boundBy).as("a change").isTrue();
    seen.rateChangedAt = time;
    seen.rate = rate;
    seen.boundBy = boundBy;
  }

  @Override
  public void boundInterval(Activity activity, long from, long to, double rate, Bound boundBy) {
    moveTo(to);
    Seen seen = active.get(activity);
    assertThat(from).isEqualTo(seen.intervalEnd).isLessThan(to);
    assertThat(rate).isEqualTo(seen.rate);
    assertThat(boundBy).isEqualTo(seen.boundBy);
    seen.intervalEnd = to;
    seen.boundTimes.merge(boundBy, to - from, Long::sum);
    double work = rate * SimTime.toSeconds(to - from);
    seen.workDone += work;
    for (int i = 0; i < activity.demandCount(); i++) {
      served.merge(activity.demandResource(i), work * activity.demandUnits(i), Double::sum);
    }
  }

  @Override
  public void activityEnded(long time, Activity activity) {
    moveTo(time);
    completions++;
    Seen seen = leave(time, activity);
    // All work is done, and the end is less than a picosecond late.
    double lateness = seen.workDone - activity.work();
    double noise = 1e-13 * activity.work();
    assertThat(lateness).isBetween(-noise, seen.rate * 1e-12 + noise);
    assertThat(activity.workLeft()).isZero();
    for (int i = 0; i < activity.demandCount(); i++) {
      double units = seen.rate * 1e-12 * activity.demandUnits(i);
      roundedUp.merge(activity.demandResource(i), units, Double::sum);
    }
  }

  @Override
  public void activityCancelled(long time, Activity activity) {
    moveTo(time);
    Seen seen = leave(time, activity);
    assertThat(activity.work() - activity.workLeft())
        .isCloseTo(seen.workDone, within(TOLERANCE * activity.work()));
  }

  @Override
  public void capacityChanged(long time, Resource resource, double capacity) {
    moveTo(time);
    capacities.put(resource, capacity);
  }

  /** What the resources say they have served is what the activities have done. */
  void checkServed() {
    served.forEach(
        (resource, units) ->
            assertThat(resource.served())
                .isCloseTo(units, within(TOLERANCE * units + roundedUp.get(resource))));
    assertThat(active).isEmpty();
  }

  private Seen leave(long time, Activity activity) {
    Seen seen = active.remove(activity);
    assertThat(seen.intervalEnd).as("intervals reach the end").isEqualTo(time);
    assertThat(activity.duration()).isEqualTo(time - seen.startedAt);
    long sum = activity.ownBoundTime() + activity.stalledTime();
    for (int i = 0; i < activity.demandCount(); i++) {
      Resource resource = activity.demandResource(i);
      assertThat(activity.boundTime(resource))
          .isEqualTo(seen.boundTimes.getOrDefault(resource, 0L));
      sum += activity.boundTime(resource);
    }
    assertThat(sum).as("bound times add up to the duration").isEqualTo(activity.duration());
    return seen;
  }

  private void moveTo(long time) {
    assertThat(time).as("time never goes back").isGreaterThanOrEqualTo(now);
    if (time > now) {
      checkFairness();
      now = time;
    }
  }

  private void checkFairness() {
    checkedIntervals++;
    capacities.forEach(
        (resource, capacity) ->
            assertThat(load(resource)).isLessThanOrEqualTo(capacity * (1 + TOLERANCE)));
    active.forEach(this::checkOptimal);
  }

  /** At its own bound, or on a saturated resource where nobody has a higher level. */
  private void checkOptimal(Activity activity, Seen seen) {
    double upperRate = ownBounds.get(activity).workPerSecond(capacities::get);
    assertThat(seen.rate).isLessThanOrEqualTo(upperRate);
    boolean atOwnBound = seen.rate >= upperRate * (1 - TOLERANCE);
    if (seen.boundBy instanceof Resource resource) {
      assertThat(isBottleneck(resource, activity, seen)).isTrue();
    } else if (seen.boundBy == Bound.NoResource.OWN_BOUND) {
      assertThat(atOwnBound).isTrue();
    } else {
      assertThat(seen.rate).isZero();
      assertThat(atOwnBound || hasResourceWithoutCapacity(activity)).isTrue();
    }
  }

  private boolean isBottleneck(Resource resource, Activity activity, Seen seen) {
    double level = seen.rate / activity.weight();
    boolean saturated = load(resource) >= capacities.get(resource) * (1 - TOLERANCE);
    boolean uses = unitsPerWork(activity, resource) > 0;
    return uses && saturated && level >= highestLevel(resource) * (1 - TOLERANCE);
  }

  private boolean hasResourceWithoutCapacity(Activity activity) {
    for (int i = 0; i < activity.demandCount(); i++) {
      if (capacities.get(activity.demandResource(i)) == 0) {
        return true;
      }
    }
    return false;
  }

  private double highestLevel(Resource resource) {
    double highest = 0;
    for (Map.Entry<Activity, Seen> entry : active.entrySet()) {
      if (unitsPerWork(entry.getKey(), resource) > 0) {
        highest = Math.max(highest, entry.getValue().rate / entry.getKey().weight());
      }
    }
    return highest;
  }

  private double load(Resource resource) {
    double load = 0;
    for (Map.Entry<Activity, Seen> entry : active.entrySet()) {
      load += entry.getValue().rate * unitsPerWork(entry.getKey(), resource);
    }
    return load;
  }

  private static double unitsPerWork(Activity activity, Resource resource) {
    for (int i = 0; i < activity.demandCount(); i++) {
      if (activity.demandResource(i) == resource) {
        return activity.demandUnits(i);
      }
    }
    return 0;
  }
}
