package io.tilewise.experiment.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.tilewise.workload.ElementType;
import io.tilewise.workload.Precision;
import io.tilewise.workload.WeightScales;
import io.tilewise.workload.graph.Workload;
import io.tilewise.workload.lowering.Lowering;
import io.tilewise.workload.lowering.LoweringOptions;
import io.tilewise.workload.model.SqueezeSam;
import io.tilewise.workload.model.SqueezeSamParameters;
import io.tilewise.workload.model.SqueezeSamParameters.Parts;
import io.tilewise.workload.plan.KernelCall;
import io.tilewise.workload.plan.Plan;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ProfilerNamesTest {
  private static final Set<String> PARENTS =
      Set.of(
          "Method::execute",
          "Method::init",
          "Program::load_method",
          "OPERATOR_CALL",
          "DELEGATE_CALL");

  /** The second column, which is quoted if there is a comma in it. */
  private static final Pattern NAME = Pattern.compile("^[^,]*,(?:\"([^\"]*)\"|([^,]*)),");

  /**
   * Certified: a small SqueezeSAM in 8 bits, executed by ExecuTorch v1.2.0. See {@code
   * executorch-profile/README.md}.
   */
  @Test
  void theCallsOfARealProfileHaveTheirNamesInTheirOrder() throws IOException {
    SqueezeSamParameters tiny =
        new SqueezeSamParameters(Parts.CORE, 64, 2, 8, List.of(8, 16, 16), 1, 2, 16, 3);
    Plan plan =
        lower(Workload.quantized(WeightScales.PER_TENSOR, SqueezeSam.build(tiny, ElementType.F32)));
    assertThat(names(plan, "neon")).containsExactlyElementsOf(recorded());
  }

  private static List<String> recorded() throws IOException {
    String file = "/executorch-profile/tiny_v1.2.0_core_int8pt_exec_run0_timeline.csv";
    try (InputStream stream =
        Objects.requireNonNull(ProfilerNamesTest.class.getResourceAsStream(file))) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .skip(1)
          .map(ProfilerNamesTest::name)
          .filter(name -> !PARENTS.contains(name))
          .toList();
    }
  }

  private static String name(String line) {
    Matcher matcher = NAME.matcher(line);
    assertThat(matcher.find()).as(line).isTrue();
    return matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
  }

  private static Plan lower(Workload workload) {
    return new Lowering(LoweringOptions.defaults().withDecomposeBatchNorm(true)).lower(workload);
  }

  private static List<String> names(Plan plan, String isa) {
    ProfilerNames names = new ProfilerNames();
    return plan.calls().stream().map(call -> names.next(call, isa)).toList();
  }

  /** Those of ExecuTorch's listings for packed operands and for weights scaled per channel. */
  @Test
  void kernelsOfTheMatrixUnitAndScalesPerChannelHaveNamesOfTheirOwn() {
    SqueezeSamParameters unet =
        new SqueezeSamParameters(Parts.CORE, 64, 2, 8, List.of(8, 16, 16), 1, 2, 16, 3);
    Plan fp16 = lower(Workload.floating(Precision.FP16, SqueezeSam.build(unet, ElementType.F16)));
    assertThat(names(fp16, "sme2"))
        .contains(
            "Convolution (NHWC, PF16) IGEMM #1",
            "Fully Connected (NC, PF16) GEMM #1",
            "Batch Matrix Multiply (NC, PF16) GEMM #1",
            "Transpose (ND, X16) #1",
            "native_call_native_layer_norm.out");
    assertThat(names(fp16, "neon"))
        .contains("Convolution (NHWC, F16) IGEMM #1", "Fully Connected (NC, F16) GEMM #1");
    Plan int8 =
        lower(
            Workload.quantized(WeightScales.PER_CHANNEL, SqueezeSam.build(unet, ElementType.F32)));
    assertThat(names(int8, "sme2"))
        .contains(
            "Convolution (NHWC, PQS8, QS8, QC8W) IGEMM #1",
            "Fully Connected (NC, PQS8, QC8W) GEMM #1");
    assertThat(names(int8, "neon"))
        .contains("Convolution (NHWC, QC8) IGEMM #1", "Fully Connected (NC, QS8, QC8W) GEMM #1");
  }

  @Test
  void callsOfOneNameAreCountedWithinTheirDelegate() {
    SqueezeSamParameters unet =
        new SqueezeSamParameters(Parts.CORE, 64, 2, 8, List.of(8, 16, 16), 1, 2, 16, 3);
    Plan plan = lower(Workload.floating(Precision.FP16, SqueezeSam.build(unet, ElementType.F16)));
    ProfilerNames names = new ProfilerNames();
    int before = -1;
    for (KernelCall call : plan.calls()) {
      String name = names.next(call, "neon");
      if (call.delegate().isPresent() && call.delegate().getAsInt() != before) {
        assertThat(name).endsWith(" #1");
      }
      before = call.delegate().orElse(-1);
    }
  }
}
