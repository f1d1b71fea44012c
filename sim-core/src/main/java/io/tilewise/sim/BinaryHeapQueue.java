package io.tilewise.sim;

import java.util.Arrays;
import java.util.NoSuchElementException;

/**
 * An event queue as a binary heap in arrays. Adding and removing take O(log n), the first time
 * O(1), all without allocation once the arrays have grown.
 *
 * <p>Two measured choices make it fast (docs/performance.md). The smaller of two children is chosen
 * by arithmetic instead of a branch, which on random times would be mispredicted half of the time.
 * And {@link #removeFirst} leaves a hole at the root, which the next {@link #add} fills by one sift
 * down: an event that schedules its successor costs one pass through the heap instead of two.
 */
public final class BinaryHeapQueue implements EventQueue {
  private static final int INITIAL_CAPACITY = 64;
  private static final int SEQUENCE_BITS = 48;

  /** Entry i is (times[i], orders[i], slots[i]); its children are 2i+1 and 2i+2. */
  private long[] times = new long[INITIAL_CAPACITY];

  /** Priority in the upper 16 bits, sequence below: one comparison for both. */
  private long[] orders = new long[INITIAL_CAPACITY];

  private int[] slots = new int[INITIAL_CAPACITY];

  /**
   * Entry of each slot. It is not cleared when a slot leaves, so it is only true of a slot if the
   * entry says the same.
   */
  private int[] positions = new int[INITIAL_CAPACITY];

  /** Entries in the arrays, the hole included. */
  private int size;

  /** Whether entry 0 has been removed and not yet been replaced. */
  private boolean rootIsHole;

  @Override
  public int size() {
    return rootIsHole ? size - 1 : size;
  }

  @Override
  public void add(long time, int priority, long sequence, int slot) {
    checkKeys(time, priority, sequence, slot);
    if (slot >= positions.length) {
      positions = Arrays.copyOf(positions, Math.max(slot + 1, 2 * positions.length));
    }
    long order = ((long) priority << SEQUENCE_BITS) | sequence;
    if (rootIsHole) {
      rootIsHole = false;
      siftDown(0, time, order, slot);
    } else {
      if (size == times.length) {
        grow();
      }
      siftUp(size++, time, order, slot);
    }
  }

  @Override
  public long firstTime() {
    fillHole();
    return size == 0 ? SimTime.NEVER : times[0];
  }

  @Override
  public int removeFirst() {
    fillHole();
    if (size == 0) {
      throw new NoSuchElementException("the event queue is empty");
    }
    rootIsHole = true;
    return slots[0];
  }

  @Override
  public boolean remove(int slot) {
    fillHole();
    if (slot < 0 || slot >= positions.length) {
      return false;
    }
    int entry = positions[slot];
    if (entry >= size || slots[entry] != slot) {
      return false;
    }
    size--;
    if (entry < size) {
      moveLastTo(entry);
    }
    return true;
  }

  private static void checkKeys(long time, int priority, long sequence, int slot) {
    if (time < 0 || time == SimTime.NEVER) {
      throw new IllegalArgumentException(
          "event time " + time + " ps is outside 0 to " + (SimTime.NEVER - 1) + " ps");
    }
    if (priority != (short) priority) {
      throw new IllegalArgumentException(
          "event priority " + priority + " is outside " + MIN_PRIORITY + " to " + MAX_PRIORITY);
    }
    if (sequence < 0 || sequence > MAX_SEQUENCE) {
      throw new IllegalArgumentException(
          "event sequence number " + sequence + " is outside 0 to " + MAX_SEQUENCE);
    }
    if (slot < 0) {
      throw new IllegalArgumentException("event slot " + slot + " is negative");
    }
  }

  private void grow() {
    int capacity = 2 * size;
    times = Arrays.copyOf(times, capacity);
    orders = Arrays.copyOf(orders, capacity);
    slots = Arrays.copyOf(slots, capacity);
  }

  private void fillHole() {
    if (rootIsHole) {
      rootIsHole = false;
      size--;
      if (size > 0) {
        siftDown(0, times[size], orders[size], slots[size]);
      }
    }
  }

  /** Moves the entry behind the end, which has lost its place, to one that has become free. */
  private void moveLastTo(int entry) {
    long time = times[size];
    long order = orders[size];
    int parent = (entry - 1) >> 1;
    if (entry > 0 && isBefore(time, order, parent)) {
      siftUp(entry, time, order, slots[size]);
    } else {
      siftDown(entry, time, order, slots[size]);
    }
  }

  private boolean isBefore(long time, long order, int entry) {
    return time < times[entry] || (time == times[entry] && order < orders[entry]);
  }

  private void siftUp(int start, long time, long order, int slot) {
    int entry = start;
    while (entry > 0) {
      int parent = (entry - 1) >> 1;
      if (!isBefore(time, order, parent)) {
        break;
      }
      put(entry, times[parent], orders[parent], slots[parent]);
      entry = parent;
    }
    put(entry, time, order, slot);
  }

  /** The hot loop. The arrays are local, or the compiler would load their references each time. */
  private void siftDown(int start, long time, long order, int slot) {
    final long[] times = this.times;
    final long[] orders = this.orders;
    final int[] slots = this.slots;
    final int[] positions = this.positions;
    final int size = this.size;
    int entry = start;
    for (int left = 2 * start + 1; left < size; left = 2 * entry + 1) {
      int child = left + 1 < size ? smaller(times, orders, left) : left;
      long childTime = times[child];
      if (time < childTime || (time == childTime && order < orders[child])) {
        break;
      }
      times[entry] = childTime;
      orders[entry] = orders[child];
      slots[entry] = slots[child];
      positions[slots[child]] = entry;
      entry = child;
    }
    put(entry, time, order, slot);
  }

  /** The smaller of an entry and the next. */
  private static int smaller(long[] times, long[] orders, int entry) {
    // Times are not negative, so the difference cannot overflow; its sign bit is 1 exactly if the
    // next entry is earlier.
    long difference = times[entry + 1] - times[entry];
    if (difference == 0) {
      return orders[entry + 1] < orders[entry] ? entry + 1 : entry;
    }
    return entry + (int) (difference >>> 63);
  }

  private void put(int entry, long time, long order, int slot) {
    times[entry] = time;
    orders[entry] = order;
    slots[entry] = slot;
    positions[slot] = entry;
  }
}
