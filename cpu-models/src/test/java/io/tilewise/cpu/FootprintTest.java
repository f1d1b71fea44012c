package io.tilewise.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tilewise.cpu.replay.PricedCall;
import io.tilewise.workload.ElementType;
import io.tilewise.workload.plan.KernelCall;
import io.tilewise.workload.plan.Plan;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Weights pass through the caches once an inference, so where they are is a matter of all. */
class FootprintTest {
  /** 2048 x 2048 weights of 2 B, 8 MiB; a row of 2048 in and out, 4 KiB each. */
  private static final KernelCall LAYER = Calls.linear(ElementType.F16, 1, 2048, 2048);

  private static final long WEIGHTS = 8 << 20;

  @Test
  void aPlansFootprintIsAllWeightsAndTheLargestTensorsOfACall() {
    KernelCall wider = Calls.linear(ElementType.F16, 3, 2048, 2048);
    assertThat(new Plan("three", List.of(LAYER, wider, LAYER)).footprintBytes())
        .isEqualTo(3 * WEIGHTS + 2 * 3 * 4096);
  }

  /** Bytes from DRAM of the last of so many layers, on the first core of the shipped phone. */
  private static double fromDram(int layers) {
    ShippedPhone phone = ShippedPhone.NEON;
    Plan plan = new Plan("layers", Collections.nCopies(layers, LAYER));
    int dram = phone.device().memory().levels().size() - 1;
    return phone
        .pricing()
        .price(plan)
        .get(layers - 1)
        .costs()
        .get(phone.cores().get(0))
        .phases()
        .get(0)
        .demands()
        .bytes(dram);
  }

  @Test
  void coresThatHaveNothingToDoHelpWithNothing() {
    // One row with SME2 is one tile: 4 MiB of weights, of which the L2 of other cores hold none.
    Plan plan = new Plan("a row", List.of(Calls.linear(ElementType.F16, 1, 2048, 1024)));
    ShippedPhone one = ShippedPhone.SME2;
    ShippedPhone four = one.threads(4);
    PricedCall alone = one.pricing().price(plan).get(0);
    PricedCall among = four.pricing().price(plan).get(0);
    assertThat(among.costs().get(four.cores().get(0)).tiles()).isEqualTo(1);
    assertThat(among.costs().get(four.cores().get(0)))
        .isEqualTo(alone.costs().get(one.cores().get(0)));
  }

  @Test
  void theSameLayerComesFromCachesAloneAndFromDramAmongMany() {
    // 2 MiB of L2, 16 of L3 and 10 of system cache, of which 75 % can be used: 21 MiB.
    assertThat(fromDram(1)).isZero();
    assertThat(fromDram(2)).isZero();
    double beyond = 1 - 21.0 * (1 << 20) / (100 * WEIGHTS + 8192);
    assertThat(fromDram(100)).isCloseTo(WEIGHTS * beyond, within(1.0));
  }
}
