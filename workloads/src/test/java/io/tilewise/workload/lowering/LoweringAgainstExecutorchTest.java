package io.tilewise.workload.lowering;

import static org.assertj.core.api.Assertions.assertThat;

import io.tilewise.workload.ElementType;
import io.tilewise.workload.Precision;
import io.tilewise.workload.TensorType;
import io.tilewise.workload.WeightScales;
import io.tilewise.workload.graph.Workload;
import io.tilewise.workload.model.SqueezeSam;
import io.tilewise.workload.model.SqueezeSamParameters;
import io.tilewise.workload.model.SqueezeSamParameters.Parts;
import io.tilewise.workload.plan.KernelCall;
import io.tilewise.workload.plan.Plan;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Certified: the plan equals, call by call, what ExecuTorch made of the same network (operator,
 * shapes, element types, order, delegate or portable). See {@code executorch-lowered/README.md}.
 */
class LoweringAgainstExecutorchTest {

  @ParameterizedTest(name = "{0} {1} {2}")
  @CsvSource({
    "v1.1.0, CORE, fp16",
    "v1.1.0, CORE, int8pt",
    "v1.2.0, CORE, fp16",
    "v1.2.0, CORE, int8pt",
    "v1.2.0, UNET, fp16",
    "v1.1.0, FULL, fp16",
    "v1.2.0, FULL, fp16"
  })
  void planEqualsTheRealOne(String version, Parts parts, String precision) {
    Plan plan = lower(SqueezeSamParameters.released(parts), version, precision);
    assertThat(ReferenceListing.of(plan.calls()))
        .containsExactlyElementsOf(
            ReferenceListing.recorded(version + "_" + parts + "_" + precision));
  }

  @ParameterizedTest(name = "tiny {0} {1}")
  @CsvSource({"v1.1.0, fp16", "v1.1.0, int8pt", "v1.2.0, fp16", "v1.2.0, int8pt"})
  void planOfASmallNetworkEqualsTheRealOne(String version, String precision) {
    SqueezeSamParameters tiny =
        new SqueezeSamParameters(Parts.CORE, 64, 2, 8, List.of(8, 16, 16), 1, 2, 16, 3);
    Plan plan = lower(tiny, version, precision);
    assertThat(ReferenceListing.of(plan.calls()))
        .containsExactlyElementsOf(
            ReferenceListing.recorded("tiny_" + version + "_core_" + precision));
  }

  @ParameterizedTest(name = "{0} {1} {2}")
  @CsvSource({"v1.1.0, FULL, fp16", "v1.2.0, CORE, int8pt"})
  void everyCallReadsWhatEarlierOnesWroteAndIsReadUnlessItIsAResult(
      String version, Parts parts, String precision) {
    List<KernelCall> calls =
        lower(SqueezeSamParameters.released(parts), version, precision).calls();
    Set<Integer> read = new HashSet<>();
    for (KernelCall call : calls) {
      assertThat(call.inputs()).isSorted().allMatch(input -> input < call.index());
      assertThat(call.inputs().size()).isLessThanOrEqualTo(call.operands().size());
      for (int input : call.inputs()) {
        // A view between them changes the shape, not the number of elements or their type.
        TensorType written = calls.get(input).result();
        assertThat(call.operands())
            .as("%s reads %s", call, calls.get(input))
            .anyMatch(
                operand ->
                    operand.element() == written.element()
                        && operand.elements() == written.elements());
      }
      read.addAll(call.inputs());
    }
    assertThat(calls.stream().filter(call -> !read.contains(call.index())).count())
        .isLessThanOrEqualTo(4);
    assertThat(calls.stream().filter(call -> call.inputs().isEmpty()).count())
        .isLessThan(calls.size() / 5);
  }

  private static Plan lower(SqueezeSamParameters parameters, String version, String precision) {
    LoweringOptions options =
        LoweringOptions.defaults().withDecomposeBatchNorm(version.equals("v1.2.0"));
    return new Lowering(options).lower(workload(parameters, precision));
  }

  private static Workload workload(SqueezeSamParameters parameters, String precision) {
    return precision.equals("int8pt")
        ? Workload.quantized(WeightScales.PER_TENSOR, SqueezeSam.build(parameters, ElementType.F32))
        : Workload.floating(Precision.FP16, SqueezeSam.build(parameters, ElementType.F16));
  }
}
