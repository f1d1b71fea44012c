package io.tilewise.experiment.align;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Which elements of two sequences correspond: a longest common subsequence of their keys, so that
 * what was inserted or removed shifts nothing else.
 *
 * <p>Method: E. W. Myers, "An O(ND) difference algorithm and its variations", Algorithmica 1
 * (1986), with the division at a middle snake, which needs O(N) memory. Time is O(N D) for
 * sequences of together N elements of which D have no counterpart. Ties are broken the same way
 * every time.
 */
public final class Alignment {
  /** No path of so many differences is on a diagonal. */
  private static final int NONE = -1;

  private final int[] left;
  private final int[] right;

  /** The furthest points that forward and backward paths of the search reach, by diagonal. */
  private final int[] forward;

  private final int[] backward;
  private final int middle;

  private final int[] matchOfLeft;

  private Alignment(int[] left, int[] right) {
    this.left = left;
    this.right = right;
    this.middle = left.length + right.length + 1;
    this.forward = new int[2 * middle + 1];
    this.backward = new int[2 * middle + 1];
    this.matchOfLeft = new int[left.length];
    Arrays.fill(matchOfLeft, -1);
  }

  /**
   * One step through both sequences: an element of each, or of one alone.
   *
   * @param left index in the first sequence, if the step has an element of it
   * @param right index in the second
   */
  public record Step(OptionalInt left, OptionalInt right) {
    /** Whether both sequences have the element. */
    public boolean isMatch() {
      return left.isPresent() && right.isPresent();
    }
  }

  /** The steps through two sequences, in order; between two matches first those of the left. */
  public static List<Step> of(List<?> left, List<?> right) {
    Map<Object, Integer> numbers = new HashMap<>();
    Alignment alignment = new Alignment(numbers(left, numbers), numbers(right, numbers));
    alignment.match(0, left.size(), 0, right.size());
    return alignment.steps();
  }

  private static int[] numbers(List<?> keys, Map<Object, Integer> numbers) {
    return keys.stream()
        .mapToInt(key -> numbers.computeIfAbsent(key, k -> numbers.size()))
        .toArray();
  }

  private List<Step> steps() {
    List<Step> steps = new ArrayList<>();
    int r = 0;
    for (int l = 0; l < left.length; l++) {
      if (matchOfLeft[l] < 0) {
        steps.add(new Step(OptionalInt.of(l), OptionalInt.empty()));
        continue;
      }
      for (; r < matchOfLeft[l]; r++) {
        steps.add(new Step(OptionalInt.empty(), OptionalInt.of(r)));
      }
      steps.add(new Step(OptionalInt.of(l), OptionalInt.of(r)));
      r++;
    }
    for (; r < right.length; r++) {
      steps.add(new Step(OptionalInt.empty(), OptionalInt.of(r)));
    }
    return steps;
  }

  /** Matches the elements of two ranges, the ends of which are excluded. */
  private void match(int fromLeft, int toLeft, int fromRight, int toRight) {
    int l0 = fromLeft;
    int r0 = fromRight;
    int l1 = toLeft;
    int r1 = toRight;
    while (l0 < l1 && r0 < r1 && left[l0] == right[r0]) {
      matchOfLeft[l0++] = r0++;
    }
    while (l0 < l1 && r0 < r1 && left[l1 - 1] == right[r1 - 1]) {
      matchOfLeft[--l1] = --r1;
    }
    if (l0 == l1 || r0 == r1) {
      return;
    }
    long split = split(l0, l1, r0, r1);
    int splitLeft = (int) (split >> 32);
    int splitRight = (int) split;
    match(l0, splitLeft, r0, splitRight);
    match(splitLeft, l1, splitRight, r1);
  }

  /**
   * A point on a shortest path through two ranges that begin and end with a difference, strictly
   * between its ends: where paths of the same number of differences from both ends meet.
   *
   * @return the index in the left sequence in the upper, in the right one in the lower half
   */
  private long split(int l0, int l1, int r0, int r1) {
    int n = l1 - l0;
    int m = r1 - r0;
    int delta = n - m;
    boolean odd = (delta & 1) != 0;
    for (int d = 0; ; d++) {
      for (int k = -d; k <= d; k += 2) {
        int x = furthest(forward, d, k, n, m);
        while (x != NONE && x < n && x - k < m && left[l0 + x] == right[r0 + x - k]) {
          x++;
        }
        forward[middle + k] = x;
        if (odd && meets(x, backward, delta - k, d - 1, n)) {
          return point(l0 + x, r0 + x - k);
        }
      }
      for (int k = -d; k <= d; k += 2) {
        int x = furthest(backward, d, k, n, m);
        while (x != NONE && x < n && x - k < m && left[l1 - 1 - x] == right[r1 - 1 - x + k]) {
          x++;
        }
        backward[middle + k] = x;
        if (!odd && meets(x, forward, delta - k, d, n)) {
          return point(l1 - x, r1 - x + k);
        }
      }
    }
  }

  /**
   * How far along the left range a path of d differences can begin to follow a diagonal, on which
   * the left index is k ahead of the right one, from where paths of one difference less have come.
   */
  private int furthest(int[] reached, int d, int k, int n, int m) {
    if (d == 0) {
      return 0;
    }
    int before = k > -d ? reached[middle + k - 1] : NONE;
    int above = k < d ? reached[middle + k + 1] : NONE;
    int removed = before == NONE || before == n ? NONE : before + 1;
    int inserted = above == NONE || above - k > m ? NONE : above;
    return Math.max(removed, inserted);
  }

  /** Whether a path meets one from the other end, of so many differences at most. */
  private boolean meets(int x, int[] other, int diagonal, int differences, int n) {
    if (x == NONE || Math.abs(diagonal) > differences) {
      return false;
    }
    int reached = other[middle + diagonal];
    return reached != NONE && x + reached >= n;
  }

  private static long point(int left, int right) {
    return ((long) left << 32) | right;
  }
}
