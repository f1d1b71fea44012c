package io.tilewise.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import io.tilewise.workload.Category;
import java.util.Collections;
import java.util.Map;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/**
 * SqueezeSAM on one core of the phone in normal mode against the published measurements:
 * "Accelerating On-Device ML Inference with ExecuTorch and Arm SME2", PyTorch blog, 2026-01-29. The
 * device's calibrated figures were fitted to these, so this says that the models can reproduce
 * them, not that they predict.
 */
class PublishedLatencyTest {
  private static final Percentage TOLERANCE = Percentage.withPercentage(15);

  private static final String FP16 = "squeezesam-fp16";
  private static final String INT8 = "squeezesam-int8";

  private static double latency(ShippedPhone phone, String workload) {
    return ShippedPhone.milliseconds(phone.run(workload));
  }

  @Test
  void halfPrecision() {
    double neon = latency(ShippedPhone.NEON, FP16);
    double sme2 = latency(ShippedPhone.SME2, FP16);
    assertThat(neon).isCloseTo(1163.0, TOLERANCE);
    assertThat(sme2).isCloseTo(298.2, TOLERANCE);
    assertThat(neon / sme2).isCloseTo(3.90, TOLERANCE);
  }

  @Test
  void eightBits() {
    assertThat(latency(ShippedPhone.NEON, INT8)).isCloseTo(555.8, TOLERANCE);
    assertThat(latency(ShippedPhone.SME2, INT8)).isCloseTo(304.1, TOLERANCE);
  }

  @Test
  void convolutionFallsAndDataMovementIsWhatIsLeft() {
    for (String workload : new String[] {FP16, INT8}) {
      Map<Category, Double> neon = ShippedPhone.categories(ShippedPhone.NEON.run(workload));
      Map<Category, Double> sme2 = ShippedPhone.categories(ShippedPhone.SME2.run(workload));
      assertThat(neon.get(Category.CONVOLUTION) / sme2.get(Category.CONVOLUTION))
          .as(workload)
          .isBetween(4.0, 10.0);
      assertThat(largest(neon)).as(workload).isEqualTo(Category.CONVOLUTION);
      assertThat(largest(sme2)).as(workload).isEqualTo(Category.DATA_MOVEMENT);
    }
  }

  private static Category largest(Map<Category, Double> times) {
    return Collections.max(times.entrySet(), Map.Entry.comparingByValue()).getKey();
  }
}
