package io.tilewise.cpu.power;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ThermalNetworkTest {
  private static final double AMBIENT = 25;

  private static ThermalNetwork one(double resistance, double capacity) {
    return new ThermalNetwork(
        List.of("case"),
        new int[] {-1},
        new double[] {resistance},
        new double[] {capacity},
        AMBIENT);
  }

  @Test
  void oneNodeFollowsTheClosedForm() {
    // 4 W through 3 K/W: 12 K in the end; 45 J/K * 3 K/W = 135 s.
    ThermalNetwork.State state = one(3, 45).atAmbient();
    double time = 0;
    for (double step : new double[] {1e-6, 0.5, 20, 100, 1000}) {
      state.advance(step, new double[] {4});
      time += step;
      double expected = AMBIENT + 12 * (1 - Math.exp(-time / 135));
      assertThat(state.temperature(0)).isCloseTo(expected, within(1e-9));
    }
    // And back: without power it cools with the same constant.
    double from = state.temperature(0) - AMBIENT;
    state.advance(135, new double[] {0});
    assertThat(state.temperature(0)).isCloseTo(AMBIENT + from / Math.E, within(1e-9));
  }

  @Test
  void twoNodesFollowTheClosedForm() {
    // Inner node: 1 J/K, 1 K/W to the outer one; outer node: 2 J/K, 2 K/W to the surroundings.
    // dT = -M T + p with M = [[1, -1], [-1/2, 3/4]]: eigenvalues (7 +- sqrt(33)) / 8.
    ThermalNetwork network =
        new ThermalNetwork(
            List.of("in", "out"),
            new int[] {1, -1},
            new double[] {1, 2},
            new double[] {1, 2},
            AMBIENT);
    ThermalNetwork.State state = network.atAmbient();
    double fast = (7 + Math.sqrt(33)) / 8;
    double slow = (7 - Math.sqrt(33)) / 8;
    // 1 W into the inner node: settles at 3 and 2 K. From 0: T = T_ss + a v_fast e^-ft + b v_slow
    // e^-st,
    // eigenvectors (1, 1 - l); a + b = -3, a (1 - f) + b (1 - s) = -2.
    double a = (-2 + 3 * (1 - slow)) / (slow - fast);
    double b = -3 - a;
    double t = 1.7;
    state.advance(t, new double[] {1, 0});
    double ef = a * Math.exp(-fast * t);
    double es = b * Math.exp(-slow * t);
    assertThat(state.temperature(0)).isCloseTo(AMBIENT + 3 + ef + es, within(1e-9));
    assertThat(state.temperature(1))
        .isCloseTo(AMBIENT + 2 + ef * (1 - fast) + es * (1 - slow), within(1e-9));
  }

  @Test
  void theOrderOfNodesDoesNotMatter() {
    ThermalNetwork inFirst =
        new ThermalNetwork(
            List.of("in", "out"),
            new int[] {1, -1},
            new double[] {1, 2},
            new double[] {1, 2},
            AMBIENT);
    ThermalNetwork outFirst =
        new ThermalNetwork(
            List.of("out", "in"),
            new int[] {-1, 0},
            new double[] {2, 1},
            new double[] {2, 1},
            AMBIENT);
    ThermalNetwork.State one = inFirst.atAmbient();
    ThermalNetwork.State other = outFirst.atAmbient();
    one.advance(1.7, new double[] {1, 0.5});
    other.advance(1.7, new double[] {0.5, 1});
    assertThat(other.temperature(1)).isCloseTo(one.temperature(0), within(1e-9));
    assertThat(other.temperature(0)).isCloseTo(one.temperature(1), within(1e-9));
    assertThat(outFirst.nodes()).containsExactly("out", "in");
  }

  @Test
  void powersThatAreNotGivenAreNoneAndForcesAddUp() {
    ThermalNetwork network = phone();
    ThermalNetwork.State given = network.atAmbient();
    given.advance(3, new double[] {2, 1, 0, 0});
    ThermalNetwork.State shorter = network.atAmbient();
    shorter.advance(3, new double[] {2, 1});
    ThermalNetwork.State parts = network.atAmbient();
    parts.advance(
        network.decay(3), network.force(new double[] {2}), network.force(new double[] {0, 1}));
    for (int i = 0; i < 4; i++) {
      assertThat(shorter.temperature(i)).isEqualTo(given.temperature(i));
      assertThat(parts.temperature(i)).isCloseTo(given.temperature(i), within(1e-9));
    }
    // Of rates only the powers, the first two, are heat.
    Rates rates = new Rates(new double[] {2, 1, 7, 9}, 2);
    assertThat(rates.force(network)).containsExactly(network.force(new double[] {2, 1, 0, 0}));
    assertThat(rates.decay(network, 3)).containsExactly(network.decay(3));
    assertThat(rates.decay(network, 4)).containsExactly(network.decay(4));
  }

  @Test
  void theSteadyStateIsPowerTimesResistance() {
    // 2 W and 1 W through 6 and 8 K/W into the package, all 3 W through 3 and 2.8 K/W to the room.
    ThermalNetwork network = phone();
    double[] expected = {
      AMBIENT + 2 * 6 + 3 * (3 + 2.8), AMBIENT + 8 + 3 * 5.8, AMBIENT + 3 * 5.8, AMBIENT + 3 * 2.8
    };
    double[] powers = {2, 1, 0, 0};
    ThermalNetwork.State state = network.atAmbient();
    state.advance(1e6, powers);
    double[] steady = network.steadyState(powers);
    for (int i = 0; i < expected.length; i++) {
      assertThat(steady[i]).isCloseTo(expected[i], within(1e-9));
      assertThat(state.temperature(i)).isCloseTo(expected[i], within(1e-9));
    }
  }

  private static final double[] RESISTANCES = {6, 8, 3, 2.8};
  private static final double[] CAPACITIES = {0.04, 0.03, 2.7, 45};

  private static ThermalNetwork phone() {
    return new ThermalNetwork(
        List.of("ultra", "premium", "package", "case"),
        new int[] {2, 2, 3, -1},
        RESISTANCES,
        CAPACITIES,
        AMBIENT);
  }

  @Test
  void changingPowersAgreeWithRungeKuttaInFineSteps() {
    Random random = new Random(7);
    ThermalNetwork.State state = phone().atAmbient();
    double[] reference = {AMBIENT, AMBIENT, AMBIENT, AMBIENT};
    for (int interval = 0; interval < 40; interval++) {
      double[] powers = {5 * random.nextDouble(), 3 * random.nextDouble(), random.nextDouble(), 0};
      double seconds = random.nextDouble();
      state.advance(seconds, powers);
      int steps = 2000;
      for (int step = 0; step < steps; step++) {
        reference = rungeKutta(reference, powers, seconds / steps);
      }
      for (int i = 0; i < reference.length; i++) {
        assertThat(state.temperature(i)).isCloseTo(reference[i], within(1e-4));
      }
    }
  }

  /** A classical fourth-order step of the equations written down node by node. */
  private static double[] rungeKutta(double[] t, double[] powers, double h) {
    double[] k1 = slope(t, powers);
    double[] k2 = slope(plus(t, k1, h / 2), powers);
    double[] k3 = slope(plus(t, k2, h / 2), powers);
    double[] k4 = slope(plus(t, k3, h), powers);
    double[] next = t.clone();
    for (int i = 0; i < next.length; i++) {
      next[i] += h / 6 * (k1[i] + 2 * k2[i] + 2 * k3[i] + k4[i]);
    }
    return next;
  }

  private static double[] plus(double[] t, double[] k, double h) {
    double[] sum = t.clone();
    for (int i = 0; i < sum.length; i++) {
      sum[i] += h * k[i];
    }
    return sum;
  }

  private static double[] slope(double[] t, double[] powers) {
    double ultra = (t[0] - t[2]) / RESISTANCES[0];
    double premium = (t[1] - t[2]) / RESISTANCES[1];
    double outwards = (t[2] - t[3]) / RESISTANCES[2];
    double away = (t[3] - AMBIENT) / RESISTANCES[3];
    return new double[] {
      (powers[0] - ultra) / CAPACITIES[0],
      (powers[1] - premium) / CAPACITIES[1],
      (powers[2] + ultra + premium - outwards) / CAPACITIES[2],
      (powers[3] + outwards - away) / CAPACITIES[3]
    };
  }
}
