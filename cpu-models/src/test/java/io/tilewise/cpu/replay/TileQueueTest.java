package io.tilewise.cpu.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TileQueueTest {
  private final TileQueue queue = new TileQueue();

  /** All that a thread gets until nothing is left. */
  private List<Long> takeAll(int thread) {
    List<Long> taken = new ArrayList<>();
    LongStream.generate(() -> queue.take(thread)).takeWhile(n -> n > 0).forEach(taken::add);
    return taken;
  }

  @Test
  void aThreadTakesHalfOfItsRangeAtATimeAndThenOfTheOthers() {
    queue.fill(10, 2);
    // Own range of 5: 2, 1, 1, 1; the other's likewise.
    assertThat(takeAll(0)).containsExactly(2L, 1L, 1L, 1L, 2L, 1L, 1L, 1L);
    assertThat(queue.take(1)).isZero();
  }

  @Test
  void theFirstThreadsGetOneMoreIfTheTilesDoNotDivide() {
    queue.fill(8, 3);
    // Ranges of 3, 3 and 2. Thread 2 has taken its own, then steals from 0 and 1 in turn.
    assertThat(queue.take(2)).isEqualTo(1);
    assertThat(queue.take(2)).isEqualTo(1);
    assertThat(takeAll(2)).containsExactly(1L, 1L, 1L, 1L, 1L, 1L);
    queue.fill(8, 3);
    assertThat(takeAll(0)).containsExactly(1L, 1L, 1L, 1L, 1L, 1L, 1L, 1L);
  }

  @Test
  void aThreadThatWorksAloneTakesEverythingAtOnce() {
    queue.fill(1000, 1);
    assertThat(takeAll(0)).containsExactly(1000L);
  }

  @Test
  void refillingForgetsTheCallBefore() {
    queue.fill(100, 4);
    queue.fill(2, 2);
    assertThat(takeAll(0)).containsExactly(1L, 1L);
  }

  @Test
  void bySpeedAThreadTakesHalfOfItsFairPart() {
    queue.fillBySpeed(80, 2);
    queue.speed(0, 3);
    queue.speed(1, 1);
    // Three quarters of 80 are 60, of which half; a quarter of the 50 left is 12, of which half.
    assertThat(queue.take(0)).isEqualTo(30);
    assertThat(queue.take(1)).isEqualTo(6);
  }

  @Test
  void bySpeedASlowThreadLeavesTheLastTilesToTheOthers() {
    queue.fillBySpeed(4, 2);
    queue.speed(0, 10);
    queue.speed(1, 1);
    // It would need a second for one tile, the other 0.4 s for all four. Once it has left, the
    // other
    // takes half of all that is left at a time.
    assertThat(queue.take(1)).isZero();
    assertThat(takeAll(0)).containsExactly(2L, 1L, 1L);
  }

  @Test
  void bySpeedAThreadTakesATileThatTheOthersWouldTakeAsLongFor() {
    queue.fillBySpeed(4, 2);
    queue.speed(0, 4);
    queue.speed(1, 1);
    // A second for one tile, and the other a second for all four.
    assertThat(queue.take(1)).isEqualTo(1);
  }

  @Test
  void bySpeedAThreadThatIsAloneExecutesEverythingHoweverSlowItIs() {
    queue.fillBySpeed(3, 1);
    queue.speed(0, 1e-3);
    assertThat(takeAll(0)).containsExactly(1L, 1L, 1L);
  }
}
