package io.tilewise.cpu.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DemandsTest {
  private static final Demands NONE = Demands.none(2);
  private static final Demands SOME =
      NONE.plus(Demand.CORE, 12).plus(Demand.READS, 1e-6).plusBytes(0, 64).plusBytes(1, 32);

  @Test
  void amountsAddUpByKindAndLevel() {
    Demands sum = SOME.plus(SOME).plus(Demand.CORE, 1).plusBytes(new double[] {1, 2});
    assertThat(sum.of(Demand.CORE)).isEqualTo(25);
    assertThat(sum.of(Demand.READS)).isEqualTo(2e-6);
    assertThat(sum.of(Demand.WRITES)).isZero();
    assertThat(sum.bytes(0)).isEqualTo(129);
    assertThat(sum.levelBytes()).containsExactly(129.0, 66.0);
    assertThat(sum.sharedLevels()).isEqualTo(2);
    // Nothing changes what is there.
    assertThat(SOME.of(Demand.CORE)).isEqualTo(12);
    assertThat(SOME.bytes(0)).isEqualTo(64);
  }

  @Test
  void twoAreEqualIfAllTheirAmountsAre() {
    Demands same =
        NONE.plusBytes(1, 32).plusBytes(0, 64).plus(Demand.READS, 1e-6).plus(Demand.CORE, 12);
    assertThat(same).isEqualTo(SOME).hasSameHashCodeAs(SOME);
    assertThat(SOME).isNotEqualTo(SOME.plus(Demand.CORE, 1)).isNotEqualTo(SOME.plusBytes(1, 1));
    assertThat(SOME.hashCode()).isNotEqualTo(SOME.plus(Demand.CORE, 1).hashCode());
    assertThat(SOME.hashCode()).isNotEqualTo(SOME.plusBytes(1, 1).hashCode());
  }

  @Test
  void theTextHasWhatIsDemanded() {
    assertThat(SOME).hasToString("[CORE 12.0, READS 1.0E-6] and [64.0, 32.0] bytes");
  }

  @ParameterizedTest
  @EnumSource(Demand.class)
  void whatTheUnitServesNeedsIt(Demand demand) {
    assertThat(NONE.needsMatrixUnit()).isFalse();
    assertThat(NONE.plus(demand, 1).needsMatrixUnit()).isEqualTo(demand.isOfMatrixUnit());
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1, Double.POSITIVE_INFINITY, Double.NaN})
  void aDemandIsNeitherNegativeNorEndless(double amount) {
    assertThatThrownBy(() -> NONE.plus(Demand.CORE, amount))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a demand of " + amount);
    assertThatThrownBy(() -> NONE.plusBytes(1, amount))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
