package io.tilewise.sim;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * A random network and what happens on it, all from one seed: demands and capacities over many
 * orders of magnitude, weights, constant bounds and bounds that depend on a capacity, starts (many
 * at the same instant), restarts, cancels, capacities that change and are zero for a while. In the
 * end all capacities are positive again, so that all work gets done.
 */
final class RandomScenario {
  /** Times are multiples of this, so that many things fall on the same instant. */
  private static final long STEP = SimTime.PER_SECOND / 16;

  private static final int STEPS = 64;

  final Simulation simulation = new Simulation();
  final FluidNetwork network = new FluidNetwork(simulation);
  final Map<Activity, OwnBound> ownBounds = new LinkedHashMap<>();

  /** Called at the end of random events and completions, to look at the network. */
  Runnable observer = () -> {};

  private final Map<Resource, Double> initialCapacities = new LinkedHashMap<>();
  private final SplittableRandom random;

  RandomScenario(long seed) {
    random = new SplittableRandom(seed);
    int resourceCount = random.nextInt(1, 7);
    for (int i = 0; i < resourceCount; i++) {
      double capacity = logUniform(1, 1e12);
      initialCapacities.put(network.addResource("r" + i, capacity), capacity);
    }
    int activityCount = random.nextInt(1, 13);
    for (int i = 0; i < activityCount; i++) {
      addActivity("a" + i);
    }
  }

  void run() {
    List.copyOf(ownBounds.keySet()).forEach(this::plan);
    int changes = random.nextInt(20);
    for (int i = 0; i < changes; i++) {
      Resource resource = randomResource();
      double capacity = random.nextInt(4) == 0 ? 0 : resource.capacity() * logUniform(0.1, 10);
      at(randomTime(), () -> network.setCapacity(resource, capacity));
    }
    at(STEPS * STEP, this::restoreCapacities);
    simulation.run();
  }

  private void addActivity(String name) {
    Activity activity = new Activity(name);
    double alone = Double.POSITIVE_INFINITY;
    for (Resource resource : network.resources()) {
      if (random.nextInt(2) == 0) {
        double units = resource.capacity() * logUniform(1e-3, 1e3);
        activity.demand(resource, units);
        alone = Math.min(alone, resource.capacity() / units);
      }
    }
    if (random.nextInt(3) == 0) {
      activity.weight(logUniform(0.1, 10));
    }
    OwnBound ownBound = randomBound(alone);
    if (ownBound.clock().isPresent()) {
      activity.rateBound(() -> ownBound.workPerSecond(Resource::capacity));
    } else {
      activity.rateBound(ownBound.factor());
    }
    // About so many sixteenths of a second if it had everything to itself.
    double rate = Math.min(alone, ownBound.workPerSecond(Resource::capacity));
    activity.work(random.nextInt(10) == 0 ? 0 : rate / 16 * random.nextInt(1, 30));
    ownBounds.put(activity, ownBound);
  }

  private OwnBound randomBound(double alone) {
    if (Double.isInfinite(alone)) {
      return new OwnBound(logUniform(1e-3, 1e3), Optional.empty());
    }
    return switch (random.nextInt(3)) {
      case 0 -> new OwnBound(alone * logUniform(0.1, 1), Optional.empty());
      case 1 -> {
        Resource clock = randomResource();
        double factor = alone / clock.capacity() * logUniform(0.1, 1);
        yield new OwnBound(factor, Optional.of(clock));
      }
      default -> new OwnBound(Double.POSITIVE_INFINITY, Optional.empty());
    };
  }

  /** Starts an activity, restarts it when it has ended, or cancels it. */
  private void plan(Activity activity) {
    int[] restarts = {random.nextInt(3)};
    activity.onCompletion(
        ended -> {
          if (restarts[0]-- > 0) {
            network.start(ended);
          }
          observer.run();
        });
    long start = randomTime();
    at(start, () -> network.start(activity));
    if (random.nextInt(8) == 0) {
      at(
          SimTime.add(start, random.nextInt(1, 10) * STEP),
          () -> {
            if (activity.isActive()) {
              network.cancel(activity);
            }
          });
    }
  }

  private void restoreCapacities() {
    initialCapacities.forEach(
        (resource, capacity) -> network.setCapacity(resource, capacity * logUniform(0.1, 10)));
  }

  private void at(long time, Runnable action) {
    simulation.schedule(
        time,
        random.nextInt(-2, 3),
        () -> {
          action.run();
          observer.run();
        });
  }

  private Resource randomResource() {
    return network.resources().get(random.nextInt(network.resources().size()));
  }

  private long randomTime() {
    return random.nextInt(STEPS) * STEP;
  }

  private double logUniform(double from, double to) {
    return from * Math.pow(to / from, random.nextDouble());
  }
}
