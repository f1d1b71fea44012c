package io.tilewise.workload.lowering;

import java.util.Arrays;

/**
 * Some of the numbers from 0 up to a limit in an order of their own. Which of two comes first is
 * known at once, and a section can be replaced at the cost of what is in it: a ring with keys that
 * ascend, spread evenly over the room that a section has. Only if there is no room between two
 * neighbours, which takes dozens of replacements at the same place, all keys are made anew.
 */
final class NumberOrder {
  private static final long LOWEST = 0;
  private static final long HIGHEST = Long.MAX_VALUE;

  /** Stands before the first number and behind the last one. */
  private final int ends;

  private final int[] next;
  private final int[] previous;
  private final long[] keys;

  /**
   * The numbers below {@code count} in ascending order.
   *
   * @param most the limit for numbers that are added later
   */
  NumberOrder(int count, int most) {
    ends = most;
    next = new int[most + 1];
    previous = new int[most + 1];
    keys = new long[most];
    Arrays.fill(keys, HIGHEST);
    link(ends, ends);
    int[] all = new int[count];
    Arrays.setAll(all, i -> i);
    replace(ends, ends, all, count);
  }

  int first() {
    return next[ends];
  }

  int next(int number) {
    return next[number];
  }

  /** Whether what {@link #first} or {@link #next} gave is no number, because there is none left. */
  boolean isEnd(int number) {
    return number == ends;
  }

  /**
   * Compares the places of two numbers. A number that has been removed keeps its place in this; one
   * that was never added is behind all that were.
   */
  int compare(int left, int right) {
    return Long.compare(keys[left], keys[right]);
  }

  /** Takes a number out. */
  void remove(int number) {
    link(previous[number], next[number]);
  }

  /**
   * Replaces a section.
   *
   * @param from its first number
   * @param to the first number behind it, or the end
   * @param by what takes its place, up to {@code count}
   */
  void replace(int from, int to, int[] by, int count) {
    int before = from == ends ? ends : previous[from];
    int last = before;
    for (int i = 0; i < count; i++) {
      link(last, by[i]);
      last = by[i];
    }
    link(last, to);
    number(before, to, count);
  }

  private void number(int before, int to, int count) {
    long low = before == ends ? LOWEST : keys[before];
    long high = to == ends ? HIGHEST : keys[to];
    long step = (high - low) / (count + 1);
    if (step == 0) {
      numberAll();
      return;
    }
    long key = low;
    for (int number = next[before]; number != to; number = next[number]) {
      key += step;
      keys[number] = key;
    }
  }

  private void numberAll() {
    int count = 0;
    for (int number = first(); number != ends; number = next[number]) {
      count++;
    }
    number(ends, ends, count);
  }

  private void link(int left, int right) {
    next[left] = right;
    previous[right] = left;
  }
}
