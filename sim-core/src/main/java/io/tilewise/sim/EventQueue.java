package io.tilewise.sim;

/**
 * The pending-event set: slots ordered by (time, priority, sequence), the smallest first.
 *
 * <p>A slot is a small non-negative number by which the owner finds what is to happen; a slot is in
 * the queue at most once. Keys are primitive, so nothing is boxed, and an implementation allocates
 * only to grow. Not safe for use by several threads.
 */
public interface EventQueue {
  /** The smallest priority: first among the events of an instant. */
  int MIN_PRIORITY = Short.MIN_VALUE;

  /** The largest priority: last among the events of an instant. */
  int MAX_PRIORITY = Short.MAX_VALUE;

  /** The largest sequence number: 2<sup>48</sup>-1. */
  long MAX_SEQUENCE = (1L << 48) - 1;

  /**
   * Adds a slot that is not in the queue.
   *
   * @param time 0 to {@link SimTime#NEVER}-1
   * @param priority {@link #MIN_PRIORITY} to {@link #MAX_PRIORITY}, the smaller first
   * @param sequence 0 to {@link #MAX_SEQUENCE}, different for every entry of one time and priority
   * @param slot 0 or more; memory is proportional to the largest
   * @throws IllegalArgumentException if a key is out of its range
   */
  void add(long time, int priority, long sequence, int slot);

  /** The time of the first entry, {@link SimTime#NEVER} if the queue is empty. */
  long firstTime();

  /**
   * Removes the first entry and returns its slot.
   *
   * @throws java.util.NoSuchElementException if the queue is empty
   */
  int removeFirst();

  /** Removes a slot wherever it is; false if it is not in the queue. */
  boolean remove(int slot);

  /** The number of entries. */
  int size();
}
