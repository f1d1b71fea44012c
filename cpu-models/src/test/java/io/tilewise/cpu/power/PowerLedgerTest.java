package io.tilewise.cpu.power;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tilewise.cpu.power.PowerLedger.Layout;
import io.tilewise.sim.SimTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two domains of power, one core, one level. */
class PowerLedgerTest {
  private static final long SECOND = SimTime.PER_SECOND;

  private final PowerLedger ledger = new PowerLedger(new Layout(2, 1, 1));

  @Test
  void sumsAreRatesTimesTime() {
    ledger.rates(new Rates(new double[] {2, 3, 1, 1e9}, 2));
    ledger.leakage(new double[] {0.5, 0.25}, new double[] {2, 1});
    ledger.advanceTo(4 * SECOND);
    ledger.rates(new Rates(new double[] {0, 1, 0, 2e9}, 2));
    ledger.leakage(new double[] {0.5, 0.25}, new double[] {0, 4});
    ledger.advanceTo(6 * SECOND);
    // 2 W * 4 s; 3 * 4 + 1 * 2; 4 s with a thread; 4e9 + 4e9 bytes.
    assertThat(ledger.totals()).containsExactly(new double[] {8, 14, 4, 8e9}, within(1e-6));
    // Leakage: 1 W * 4 s + 0; 0.25 * 4 + 1 * 2.
    assertThat(ledger.energy(0)).isCloseTo(12, within(1e-9));
    assertThat(ledger.energy(1)).isCloseTo(17, within(1e-9));
    assertThat(ledger.energy()).isCloseTo(29, within(1e-9));
    assertThat(ledger.leaked()).isCloseTo(7, within(1e-9));
    assertThat(ledger.leakage()).containsExactly(0, 1);
    assertThat(ledger.now()).isEqualTo(6 * SECOND);
  }

  @Test
  void ratesStandInTheOrderOfTheLayout() {
    Layout layout = new Layout(2, 3, 4);
    assertThat(layout.size()).isEqualTo(9);
    assertThat(layout.busy(1)).isEqualTo(3);
    assertThat(layout.level(1)).isEqualTo(6);
    assertThat(new PowerLedger(layout).layout()).isEqualTo(layout);
  }

  @Test
  void sinksAreToldOfEveryInterval() {
    List<String> told = new ArrayList<>();
    PowerLedger.Sink sink =
        (from, to, rates, leakage, watts) -> told.add(from + " " + to + " " + watts);
    ledger.add(sink);
    ledger.rates(new Rates(new double[] {2, 3, 1, 7}, 2));
    ledger.leakage(new double[] {0.5, 0.25}, new double[] {2, 1});
    ledger.advanceTo(10);
    // No time passes, and none goes back.
    ledger.advanceTo(10);
    ledger.advanceTo(5);
    ledger.advanceTo(20);
    ledger.remove(sink);
    ledger.advanceTo(30);
    assertThat(told).containsExactly("0 10 6.25", "10 20 6.25");
    assertThat(ledger.now()).isEqualTo(30);
  }
}
