package io.tilewise.cpu.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tilewise.cpu.SmallDevice;
import io.tilewise.cpu.cost.Demand;
import io.tilewise.cpu.cost.Phase;
import java.util.List;
import org.junit.jupiter.api.Test;

class PhaseTimesTest {
  @Test
  void everyDemandTakesItsAmountOverItsRate() {
    // On a little core of 0.5 GHz, a unit of 1 GHz, L3 of 100 GB/s: 2 us, 0.3 us, 4 us, 1 us.
    Phase phase =
        new Phase(
            "all",
            Costs.NONE
                .plus(Demand.CORE, 1000)
                .plus(Demand.READS, 0.3e-6)
                .plus(Demand.VECTORS, 4000)
                .plusBytes(0, 100_000));
    List<PhaseTimes.Share> shares =
        PhaseTimes.of(phase, SmallDevice.of(SmallDevice.LITTLE).device(), SmallDevice.LITTLE);
    assertThat(shares)
        .extracting(share -> share.bottleneck().key())
        .containsExactly("little.instructions", "little.reads", "sme2.vectors", "l3");
    assertThat(shares)
        .extracting(PhaseTimes.Share::unit)
        .containsExactly("cycles", "s", "cycles", "B");
    double[] seconds = shares.stream().mapToDouble(PhaseTimes.Share::seconds).toArray();
    assertThat(seconds).containsExactly(new double[] {2e-6, 0.3e-6, 4e-6, 1e-6}, within(1e-15));
  }
}
