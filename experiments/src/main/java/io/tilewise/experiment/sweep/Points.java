package io.tilewise.experiment.sweep;

import io.tilewise.experiment.uncertainty.LatinHypercube;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.commons.math3.random.SobolSequenceGenerator;

/**
 * The points of a design: for each the values on all axes. The same number gives the same point.
 */
interface Points {

  /** Most points that a sweep can have. */
  int MOST = 10_000_000;

  /** How many there are. */
  int size();

  /** The values on the axes at a point. */
  List<AxisValue> at(int point);

  /** Every combination; the last axis changes fastest. */
  static Points grid(List<Axis> axes) {
    long size = 1;
    for (Axis axis : axes) {
      size = Math.min(size * axis.values().size(), MOST + 1L);
    }
    return of((int) size, (point, axis) -> gridValue(axes, point, axis), axes.size());
  }

  private static AxisValue gridValue(List<Axis> axes, int point, int axis) {
    int rest = point;
    for (int i = axes.size() - 1; i > axis; i--) {
      rest /= axes.get(i).values().size();
    }
    return axes.get(axis).values().get(rest % axes.get(axis).values().size());
  }

  /** The first values of all axes, the second, and so on. */
  static Points zip(List<Axis> axes) {
    return of(
        axes.get(0).values().size(),
        (point, axis) -> axes.get(axis).values().get(point),
        axes.size());
  }

  /** Random points of which every equally likely slice of an axis has one. */
  static Points latinHypercube(List<Axis> axes, int size, long seed) {
    LatinHypercube hypercube = new LatinHypercube(size, axes.size(), seed);
    return of(
        size,
        (point, axis) -> axes.get(axis).drawn(hypercube.probability(point, axis)),
        axes.size());
  }

  /**
   * A Sobol sequence, shifted at random around the unit cube (Cranley and Patterson, SIAM J. Numer.
   * Anal. 13 (1976) 904) so that a seed chooses it.
   */
  static Points sobol(List<Axis> axes, int size, long seed) {
    double[][] sequence = new double[size][];
    SobolSequenceGenerator generator = new SobolSequenceGenerator(axes.size());
    for (int point = 0; point < size; point++) {
      sequence[point] = generator.nextVector();
    }
    SplittableRandom random = new SplittableRandom(seed);
    double[] shift = random.doubles(axes.size()).toArray();
    return of(
        size,
        (point, axis) -> axes.get(axis).drawn((sequence[point][axis] + shift[axis]) % 1),
        axes.size());
  }

  /** The points of another design that are wanted, under new numbers. */
  static Points chosen(Points all, int[] wanted) {
    return new Points() {
      @Override
      public int size() {
        return wanted.length;
      }

      @Override
      public List<AxisValue> at(int point) {
        return all.at(wanted[point]);
      }
    };
  }

  /** Finds the value on an axis at a point. */
  interface ValueFinder {
    AxisValue at(int point, int axis);
  }

  private static Points of(int size, ValueFinder finder, int axes) {
    return new Points() {
      @Override
      public int size() {
        return size;
      }

      @Override
      public List<AxisValue> at(int point) {
        List<AxisValue> values = new ArrayList<>(axes);
        for (int axis = 0; axis < axes; axis++) {
          values.add(finder.at(point, axis));
        }
        return values;
      }
    };
  }
}
