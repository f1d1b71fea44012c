package io.tilewise.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tilewise.cpu.cost.Notes;
import io.tilewise.cpu.device.Core;
import io.tilewise.cpu.device.CoreType;
import io.tilewise.cpu.pricing.Pricing;
import io.tilewise.workload.plan.KernelCall;
import io.tilewise.workload.plan.Plan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The derivations that {@code tilewise explain} prints are the ones that the models follow. */
class NotesTest {

  /** Puts values into formulas as they are noted, and keeps what does not fit. */
  private static final class Check implements Notes {
    private final Map<String, Double> values = new HashMap<>();
    private final List<String> misfits = new ArrayList<>();
    private int formulas;

    @Override
    public void put(String symbol, String meaning, String formula, double value, String unit) {
      if (!formula.isEmpty()) {
        formulas++;
        double evaluated = Formula.evaluate(formula, values);
        if (!(Math.abs(evaluated - value) <= 1e-9 * Math.abs(value))) {
          misfits.add(symbol + " = " + formula + " = " + evaluated + ", noted as " + value);
        }
      }
      values.put(symbol, value);
    }
  }

  private static void assertFormulasHold(ShippedPhone phone, String workload) {
    Pricing pricing = phone.pricing();
    List<CoreType> types = phone.cores().stream().map(Core::type).distinct().toList();
    Plan plan = phone.plan(workload);
    for (KernelCall call : plan.calls()) {
      for (CoreType type : types) {
        Check check = new Check();
        pricing.explain(plan, call, type, check);
        assertThat(check.misfits).as(call.name()).isEmpty();
        assertThat(check.formulas).as(call.name()).isPositive();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "squeezesam-fp16",
        "squeezesam-int8",
        "squeezesam-fp32",
        "squeezesam-full-fp16",
        "small-unet"
      })
  void everyFormulaGivesTheValueNotedWithIt(String workload) {
    assertFormulasHold(ShippedPhone.NEON, workload);
    assertFormulasHold(ShippedPhone.SME2.threads(2), workload);
  }

  @ParameterizedTest
  @ValueSource(strings = {"int4_block32", "int4_per_channel", "int8_dynamic"})
  void formulasOfWeightsOfFewerBitsHold(String weights) {
    for (String rows : List.of("1", "33")) {
      ShippedPhone neon = ShippedPhone.NEON.workload("weights=" + weights, "rows=" + rows);
      ShippedPhone sme2 =
          ShippedPhone.SME2
              .runtime(
                  "sme2_kernels=[qp8_qc8w_gemm, qp8_qc8w_gemv, qp8_qc4w_gemm, qp8_qc4w_gemv,"
                      + " qp8_qb4w_gemm, qp8_qb4w_gemv]")
              .workload("weights=" + weights, "rows=" + rows);
      assertFormulasHold(neon, "linear-int4");
      assertFormulasHold(sme2, "linear-int4");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"fp16", "fp32", "int8"})
  void formulasOfDepthwiseConvolutionsHold(String dtype) {
    assertFormulasHold(ShippedPhone.NEON.workload("dtype=" + dtype), "depthwise-convolution");
  }

  @Test
  void theTestCanEvaluateFormulas() {
    Map<String, Double> symbols = Map.of("a", 2.0, "b_2", 3.0);
    assertThat(Formula.evaluate("1 + a * b_2 - 6 / (a + 1)", symbols)).isEqualTo(5);
    assertThat(Formula.evaluate("max(a, b_2, 1) * min(a, b_2) + ceil(0.5 * b_2)", symbols))
        .isEqualTo(8);
    assertThat(Formula.evaluate("10 - 2 - 3", symbols)).isEqualTo(5);
    assertThat(Formula.evaluate("12 / 2 / 3", symbols)).isEqualTo(2);
    for (String broken : List.of("c", "1 +", "(1", "1 2", "sqrt(a)", "")) {
      assertThatThrownBy(() -> Formula.evaluate(broken, symbols))
          .as(broken)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void aFormulaThatDoesNotHoldIsFound() {
    Check check = new Check();
    check.given("a", "a number", 2, "");
    check.put("b", "twice that", "2 * a", 4.1, "");
    assertThat(check.misfits).containsExactly("b = 2 * a = 4.0, noted as 4.1");
  }
}
