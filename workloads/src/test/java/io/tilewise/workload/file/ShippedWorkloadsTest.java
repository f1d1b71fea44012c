package io.tilewise.workload.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.tilewise.workload.Precision;
import io.tilewise.workload.WeightScales;
import io.tilewise.workload.graph.Workload;
import io.tilewise.workload.lowering.Lowering;
import io.tilewise.workload.lowering.LoweringOptions;
import io.tilewise.workload.plan.KernelCall;
import io.tilewise.workload.plan.Plan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ShippedWorkloadsTest {
  private static final Path CONFIGS = Path.of(System.getProperty("tilewise.root"), "configs");

  static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(CONFIGS.resolve("workloads"))) {
      return files.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void canBeReadAndLowered(Path file) {
    Workload workload = Workloads.read(file, List.of());
    assertThat(workload.name() + ".yaml").isEqualTo(String.valueOf(file.getFileName()));
    assertThat(workload.description()).isNotEmpty();
    assertThat(plan(workload).calls()).isNotEmpty();
  }

  @Test
  void theReleasedNetworkIsTheDefault() {
    // 26.26 G multiply-accumulates: the total of the released network, see SqueezeSamTest.
    Plan plan = plan(read("squeezesam-fp16"));
    assertThat(plan.multiplyAccumulates() / 1e9).isBetween(26.255, 26.265);
    // Version 1.1.0 makes 92 delegates of it.
    assertThat(plan.delegates()).isEqualTo(92);
  }

  @Test
  void onlyCallsWith8BitWeightsHaveWeightScales() {
    Workload workload = read("squeezesam-int8");
    assertThat(workload.precision()).isEqualTo(Precision.INT8);
    assertThat(workload.weightScales()).hasValue(WeightScales.PER_CHANNEL);
    // 31 convolutions and 54 linears; the depthwise ones, were there any, would compute in floats.
    assertThat(
            plan(workload).calls().stream()
                .filter(call -> call.weightScales().isPresent())
                .map(KernelCall::runtimeOperator))
        .hasSize(31 + 54)
        .containsOnly("Conv2d", "FullyConnected");
  }

  private static Workload read(String name) {
    return Workloads.read(CONFIGS.resolve("workloads/" + name + ".yaml"), List.of());
  }

  private static Plan plan(Workload workload) {
    return new Lowering(LoweringOptions.defaults()).lower(workload);
  }
}
