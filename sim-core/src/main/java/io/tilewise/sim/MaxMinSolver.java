package io.tilewise.sim;

import java.util.Arrays;

/**
 * Max-min fair rates by progressive filling.
 *
 * <p>Let activity a have weight w<sub>a</sub>, own upper rate bound b<sub>a</sub> and demand
 * d<sub>ar</sub> on resource r of capacity C<sub>r</sub>. A common level l = rate / weight grows
 * from zero for all activities. It is halted where an activity meets its own bound, l =
 * b<sub>a</sub> / w<sub>a</sub>, or a resource saturates, l = (C<sub>r</sub> - L<sub>r</sub>) /
 * S<sub>r</sub>, with L<sub>r</sub> the load of the activities frozen before and S<sub>r</sub> the
 * sum of w<sub>a</sub> d<sub>ar</sub> over the others. That activity, or all activities on that
 * resource, are frozen at their rates w<sub>a</sub> l, and the level grows on for the others. No
 * activity can then go faster without slowing down one of a smaller or equal level.
 *
 * <p>What halts at the same level up to rounding is frozen at once. If several bounds meet, the
 * verdict is the own bound first, then the demand added first.
 *
 * <p>One round takes time proportional to the demands of the activities not yet frozen, and every
 * round freezes at least one of them. Nothing is allocated once the arrays have grown.
 */
final class MaxMinSolver {
  /** Levels that differ by less than this share are the same: rounding errors are far smaller. */
  private static final double SAME_LEVEL = 1e-12;

  private Activity[] growing = new Activity[8];
  private int growingCount;

  private Resource[] used = new Resource[8];
  private int usedCount;

  /** Finds the rate, and what bounds it, of the first {@code count} activities. */
  void solve(Activity[] activities, int count) {
    if (count == 1) {
      solveAlone(activities[0]);
    } else {
      letGrow(activities, count);
      collectResources();
      double level = 0;
      while (growingCount > 0) {
        level = nextHalt(level);
        freezeAt(level);
      }
    }
  }

  /** The same for an activity that has its resources to itself: one round, no sums. */
  private static void solveAlone(Activity activity) {
    double level = activity.upperLevel();
    for (int i = 0; i < activity.demandCount(); i++) {
      Resource resource = activity.demandResource(i);
      double slope = activity.weight() * activity.demandUnits(i);
      resource.saturationLevel = saturationLevel(resource.capacity(), slope);
      level = Math.min(level, resource.saturationLevel);
    }
    freezeIfHalted(activity, level);
  }

  private void letGrow(Activity[] activities, int count) {
    if (growing.length < count) {
      growing = new Activity[activities.length];
    }
    System.arraycopy(activities, 0, growing, 0, count);
    growingCount = count;
  }

  private void collectResources() {
    usedCount = 0;
    for (int a = 0; a < growingCount; a++) {
      Activity activity = growing[a];
      for (int i = 0; i < activity.demandCount(); i++) {
        Resource resource = activity.demandResource(i);
        if (!resource.visited) {
          resource.visited = true;
          resource.frozenLoad = 0;
          addUsed(resource);
        }
      }
    }
    for (int r = 0; r < usedCount; r++) {
      used[r].visited = false;
    }
  }

  private void addUsed(Resource resource) {
    if (usedCount == used.length) {
      used = Arrays.copyOf(used, 2 * usedCount);
    }
    used[usedCount++] = resource;
  }

  /** The next level at which a resource saturates or an activity meets its own bound. */
  private double nextHalt(double level) {
    sumSlopes();
    double next = Double.POSITIVE_INFINITY;
    for (int r = 0; r < usedCount; r++) {
      Resource resource = used[r];
      double capacityLeft = resource.capacity() - resource.frozenLoad;
      // A rounding error must not take the level back.
      resource.saturationLevel = Math.max(level, saturationLevel(capacityLeft, resource.slope));
      next = Math.min(next, resource.saturationLevel);
    }
    for (int a = 0; a < growingCount; a++) {
      next = Math.min(next, growing[a].upperLevel());
    }
    return next;
  }

  private static double saturationLevel(double capacityLeft, double slope) {
    return slope > 0 ? capacityLeft / slope : Double.POSITIVE_INFINITY;
  }

  // Summed afresh in every round: subtracting what is frozen would leave rounding errors that are
  // large beside a small rest.
  private void sumSlopes() {
    for (int r = 0; r < usedCount; r++) {
      used[r].slope = 0;
    }
    for (int a = 0; a < growingCount; a++) {
      Activity activity = growing[a];
      for (int i = 0; i < activity.demandCount(); i++) {
        activity.demandResource(i).slope += activity.weight() * activity.demandUnits(i);
      }
    }
  }

  private void freezeAt(double level) {
    int kept = 0;
    for (int a = 0; a < growingCount; a++) {
      Activity activity = growing[a];
      if (freezeIfHalted(activity, level)) {
        addFrozenLoad(activity);
      } else {
        growing[kept++] = activity;
      }
    }
    growingCount = kept;
  }

  private static boolean freezeIfHalted(Activity activity, double level) {
    double halted = level * (1 + SAME_LEVEL);
    if (activity.upperLevel() <= halted) {
      activity.freezeAtOwnBound(level);
      return true;
    }
    for (int i = 0; i < activity.demandCount(); i++) {
      if (activity.demandResource(i).saturationLevel <= halted) {
        activity.freezeAtDemand(level, i);
        return true;
      }
    }
    return false;
  }

  private static void addFrozenLoad(Activity activity) {
    for (int i = 0; i < activity.demandCount(); i++) {
      activity.demandResource(i).frozenLoad += activity.nextRate() * activity.demandUnits(i);
    }
  }
}
