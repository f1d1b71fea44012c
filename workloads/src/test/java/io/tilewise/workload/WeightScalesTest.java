package io.tilewise.workload;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WeightScalesTest {
  /** Q4_0 has 18 bytes for 32 weights; 64 of depth are two such blocks, 33 one and a begun one. */
  @Test
  void blocksHaveAScaleEach() {
    assertThat(WeightScales.INT4_BLOCK32.bytes(1, 32)).isEqualTo(18);
    assertThat(WeightScales.INT4_BLOCK32.bytes(130, 64)).isEqualTo(130 * 36);
    assertThat(WeightScales.INT4_BLOCK32.bytes(10, 33)).isEqualTo(10 * (17 + 4));
  }

  @Test
  void channelsHaveAScaleEach() {
    assertThat(WeightScales.INT4_PER_CHANNEL.bytes(10, 64)).isEqualTo(10 * (32 + 4));
    assertThat(WeightScales.INT8_DYNAMIC.bytes(10, 64)).isEqualTo(10 * (64 + 4));
  }

  @Test
  void staticQuantizationIsOfActivationsToo() {
    assertThat(WeightScales.PER_TENSOR.isOfWeightsOnly()).isFalse();
    assertThat(WeightScales.PER_CHANNEL.isOfWeightsOnly()).isFalse();
    assertThat(WeightScales.INT8_DYNAMIC.isOfWeightsOnly()).isTrue();
  }
}
