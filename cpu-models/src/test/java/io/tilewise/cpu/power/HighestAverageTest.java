package io.tilewise.cpu.power;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class HighestAverageTest {
  private static void add(HighestAverage highest, long from, long to, double watts) {
    highest.interval(from, to, new Rates(new double[0], 0), new double[0], watts);
  }

  @Test
  void aPeakShorterThanTheWindowCountsWithWhatIsAroundIt() {
    HighestAverage highest = new HighestAverage(100);
    add(highest, 0, 100, 1);
    add(highest, 100, 150, 3);
    add(highest, 150, 300, 1);
    // The best window holds the 50 of 3 W and 50 of 1 W.
    assertThat(highest.watts()).isCloseTo(2, within(1e-12));
    assertThat(highest.length()).isEqualTo(100);
  }

  @Test
  void aRunShorterThanTheWindowHasItsOwnAverage() {
    HighestAverage highest = new HighestAverage(100);
    add(highest, 0, 10, 4);
    add(highest, 10, 40, 0);
    assertThat(highest.watts()).isCloseTo(1, within(1e-12));
    assertThat(highest.length()).isEqualTo(40);
    add(highest, 40, 50, 2);
    // 40 and 20 in 50.
    assertThat(highest.watts()).isCloseTo(1.2, within(1e-12));
  }

  @Test
  void itIsThatOfAllWindowsTriedOneByOne() {
    Random random = new Random(11);
    for (int round = 0; round < 50; round++) {
      int window = 1 + random.nextInt(60);
      double[] watts = new double[400];
      HighestAverage highest = new HighestAverage(window);
      int from = 0;
      while (from < watts.length) {
        int to = Math.min(watts.length, from + 1 + random.nextInt(40));
        double value = random.nextInt(5);
        for (int i = from; i < to; i++) {
          watts[i] = value;
        }
        add(highest, from, to, value);
        from = to;
      }
      double expected = 0;
      for (int start = 0; start + window <= watts.length; start++) {
        double sum = 0;
        for (int i = start; i < start + window; i++) {
          sum += watts[i];
        }
        expected = Math.max(expected, sum / window);
      }
      assertThat(highest.watts()).isCloseTo(expected, within(1e-9));
    }
  }
}
