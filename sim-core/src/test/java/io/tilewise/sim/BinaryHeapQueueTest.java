package io.tilewise.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.longs;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Worked: ordering and errors. Property: random use beside a sorted set. */
class BinaryHeapQueueTest {
  private final BinaryHeapQueue queue = new BinaryHeapQueue();

  @Test
  void entriesLeaveByTimeThenPriorityThenSequence() {
    queue.add(20, 0, 0, 10);
    queue.add(10, 1, 1, 11);
    queue.add(10, -1, 3, 12);
    queue.add(10, 1, 2, 13);
    queue.add(10, -1, 4, 14);
    queue.add(5, EventQueue.MAX_PRIORITY, EventQueue.MAX_SEQUENCE, 15);
    queue.add(5, EventQueue.MIN_PRIORITY, EventQueue.MAX_SEQUENCE, 16);

    assertThat(queue.firstTime()).isEqualTo(5);
    assertThat(drain()).containsExactly(16, 15, 12, 14, 11, 13, 10);
  }

  @Test
  void anEmptyQueueHasNoFirstEntry() {
    assertThat(queue.size()).isZero();
    assertThat(queue.firstTime()).isEqualTo(SimTime.NEVER);
    assertThat(queue.remove(0)).isFalse();
    assertThatThrownBy(queue::removeFirst).isInstanceOf(NoSuchElementException.class);
  }

  @Test
  void aSlotThatHasLeftIsNotRemovedAgain() {
    queue.add(1, 0, 0, 3);
    queue.add(2, 0, 1, 4);
    assertThat(queue.removeFirst()).isEqualTo(3);
    assertThat(queue.remove(3)).isFalse();
    assertThat(queue.remove(4)).isTrue();
    assertThat(queue.remove(4)).isFalse();
    assertThat(queue.remove(-1)).isFalse();
    assertThat(queue.remove(1_000_000)).isFalse();
    assertThat(queue.size()).isZero();
  }

  /** A slot far beyond all before it, not the next one as the simulation gives them. */
  @Test
  void slotsNeedNotComeInOrder() {
    queue.add(1, 0, 0, 100_000);
    queue.add(2, 0, 1, 3);
    assertThat(queue.remove(100_000)).isTrue();
    assertThat(drain()).containsExactly(3);
  }

  @Test
  void keysOutsideTheirRangesAreErrors() {
    assertThatThrownBy(() -> queue.add(-1, 0, 0, 0))
        .hasMessage("event time -1 ps is outside 0 to 9223372036854775806 ps");
    assertThatThrownBy(() -> queue.add(SimTime.NEVER, 0, 0, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> queue.add(0, 32768, 0, 0))
        .hasMessage("event priority 32768 is outside -32768 to 32767");
    assertThatThrownBy(() -> queue.add(0, 0, 1L << 48, 0))
        .hasMessage("event sequence number 281474976710656 is outside 0 to 281474976710655");
    assertThatThrownBy(() -> queue.add(0, 0, 0, -1)).hasMessage("event slot -1 is negative");
    assertThat(queue.size()).isZero();
  }

  @Test
  void randomUseGivesTheOrderOfASortedSet() {
    qt().withFixedSeed(21).withExamples(300).forAll(longs().all()).checkAssert(this::compare);
  }

  private record Entry(long time, int priority, long sequence, int slot) {
    static final Comparator<Entry> ORDER =
        Comparator.comparingLong(Entry::time)
            .thenComparingInt(Entry::priority)
            .thenComparingLong(Entry::sequence);
  }

  /** Few distinct times and priorities, so that there are many ties; sometimes huge times. */
  private void compare(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    BinaryHeapQueue tested = new BinaryHeapQueue();
    TreeSet<Entry> reference = new TreeSet<>(Entry.ORDER);
    List<Integer> freeSlots = new ArrayList<>();
    int slots = 0;
    int addShare = random.nextInt(35, 75);
    for (long step = 0; step < 1000; step++) {
      int choice = random.nextInt(100);
      if (choice < addShare) {
        int slot = freeSlots.isEmpty() ? slots++ : freeSlots.remove(freeSlots.size() - 1);
        long time = random.nextInt(20) * (random.nextBoolean() ? 1 : Long.MAX_VALUE / 20);
        Entry entry = new Entry(time, random.nextInt(-2, 3), step, slot);
        reference.add(entry);
        tested.add(entry.time, entry.priority, entry.sequence, slot);
      } else if (choice < 85) {
        if (!reference.isEmpty()) {
          Entry first = reference.pollFirst();
          assertThat(tested.firstTime()).isEqualTo(first.time);
          assertThat(tested.removeFirst()).isEqualTo(first.slot);
          freeSlots.add(first.slot);
        }
      } else {
        int slot = random.nextInt(slots + 2);
        boolean pending = reference.removeIf(entry -> entry.slot == slot);
        assertThat(tested.remove(slot)).isEqualTo(pending);
        if (pending) {
          freeSlots.add(slot);
        }
      }
      assertThat(tested.size()).isEqualTo(reference.size());
    }
    while (!reference.isEmpty()) {
      assertThat(tested.removeFirst()).isEqualTo(reference.pollFirst().slot);
    }
    assertThat(tested.firstTime()).isEqualTo(SimTime.NEVER);
  }

  private List<Integer> drain() {
    List<Integer> slots = new ArrayList<>();
    while (queue.size() > 0) {
      slots.add(queue.removeFirst());
    }
    return slots;
  }
}
