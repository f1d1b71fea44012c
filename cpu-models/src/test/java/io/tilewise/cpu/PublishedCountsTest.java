package io.tilewise.cpu;

import static io.tilewise.cpu.ShippedPhone.NEON;
import static io.tilewise.cpu.ShippedPhone.SME2;
import static org.assertj.core.api.Assertions.assertThat;

import io.tilewise.cpu.device.CoreType;
import io.tilewise.cpu.pricing.Pricing;
import io.tilewise.workload.plan.KernelCall;
import io.tilewise.workload.plan.Plan;
import java.util.function.ToDoubleFunction;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/**
 * What the kernels do in all convolutions and linears of SqueezeSAM, against the counting of the
 * real ones in their sources: KleidiAI 45bf060 ({@code matmul_clamp_f16_f16p_f16p}, {@code
 * matmul_clamp_qai8_qai8p_qsi8cxp} and the packing for {@code imatmul}) and XNNPACK 3131afe ({@code
 * f16-igemm-6x16}, {@code qs8-qc8w-igemm-4x16c8}), at SVL 512.
 *
 * <p>The counting of the SME2 kernels was: outer products {@code blocks * strips * 4 * K steps} in
 * 32 x 32 blocks, without the one per tile that starts it with the bias; {@code blocks * T * ceil(C
 * / lanes) * 32} packing loads, {@code blocks * 2 * K steps} packing stores, {@code blocks * (T +
 * 1)} entries into streaming mode. It includes every linear as blocks, while linears of up to 9
 * rows, those of the transformer, really run the one-row kernel: up to 1 % less here.
 */
class PublishedCountsTest {
  private static boolean isCounted(KernelCall call) {
    return switch (call.operator().kind()) {
      case CONVOLUTION, LINEAR -> true;
      default -> false;
    };
  }

  /** A sum over the convolutions and linears of what follows from the notes of each. */
  private static double sum(ShippedPhone phone, String workload, ToDoubleFunction<NoteBook> of) {
    Pricing pricing = phone.pricing();
    CoreType core = phone.cores().get(0).type();
    double sum = 0;
    Plan plan = phone.plan(workload);
    for (KernelCall call : plan.calls()) {
      if (isCounted(call)) {
        NoteBook notes = new NoteBook();
        pricing.explain(plan, call, core, notes);
        sum += of.applyAsDouble(notes);
      }
    }
    return sum;
  }

  private static double sum(ShippedPhone phone, String workload, String symbol) {
    return sum(phone, workload, notes -> notes.getOrZero(symbol));
  }

  private static double multiplies(NoteBook notes) {
    return notes.get("tiles") * notes.get("turns") * notes.get("multiplies");
  }

  private static double loopInstructions(NoteBook notes) {
    return notes.get("tiles") * notes.get("turns") * notes.get("per_turn");
  }

  private static double outerProducts(NoteBook notes) {
    return 4 * notes.getOrZero("blocks") * notes.getOrZero("strips") * notes.getOrZero("K_steps");
  }

  /** To three digits, as published; few rows make up to a percent of the blocks. */
  private static final Percentage ONE_PERCENT = Percentage.withPercentage(1);

  @Test
  void outerProducts() {
    // 51.6 M of 2 products in depth, 25.8 M of 4.
    assertThat(sum(SME2, "squeezesam-fp16", PublishedCountsTest::outerProducts))
        .isCloseTo(51.6e6, ONE_PERCENT);
    assertThat(sum(SME2, "squeezesam-int8", PublishedCountsTest::outerProducts))
        .isCloseTo(25.8e6, ONE_PERCENT);
  }

  @Test
  void packingLoadsAndStores() {
    assertThat(sum(SME2, "squeezesam-fp16", "pack_loads")).isCloseTo(9.5e6, ONE_PERCENT);
    assertThat(sum(SME2, "squeezesam-fp16", "pack_stores")).isCloseTo(9.3e6, ONE_PERCENT);
    assertThat(sum(SME2, "squeezesam-int8", "pack_loads")).isCloseTo(4.9e6, ONE_PERCENT);
    assertThat(sum(SME2, "squeezesam-int8", "pack_stores")).isCloseTo(4.7e6, ONE_PERCENT);
  }

  @Test
  void entriesIntoStreamingMode() {
    assertThat(sum(SME2, "squeezesam-fp16", "switches")).isCloseTo(121e3, ONE_PERCENT);
    assertThat(sum(SME2, "squeezesam-int8", "switches")).isCloseTo(121e3, ONE_PERCENT);
  }

  @Test
  void rowsReadOut() {
    assertThat(sum(SME2, "squeezesam-fp16", "rows")).isCloseTo(1.19e6, ONE_PERCENT);
    assertThat(sum(SME2, "squeezesam-int8", "rows")).isCloseTo(1.19e6, ONE_PERCENT);
  }

  @Test
  void instructionsOnVectors() {
    // 26.24 G multiply-accumulates: FP16 6 per instruction of the inner loop, 8 per FMLA; INT8
    // about
    // 18.5 per instruction ("about 1.4 G"), 32 per SMMLA. The counting is of inner loops: taps and
    // the ends of tiles, which the model counts too, are not in it.
    assertThat(sum(NEON, "squeezesam-fp16", PublishedCountsTest::loopInstructions))
        .isCloseTo(4.37e9, ONE_PERCENT);
    assertThat(sum(NEON, "squeezesam-fp16", PublishedCountsTest::multiplies))
        .isCloseTo(3.28e9, ONE_PERCENT);
    assertThat(sum(NEON, "squeezesam-int8", PublishedCountsTest::loopInstructions))
        .isCloseTo(1.4e9, Percentage.withPercentage(5));
    assertThat(sum(NEON, "squeezesam-int8", PublishedCountsTest::multiplies))
        .isCloseTo(0.82e9, ONE_PERCENT);
  }
}
