package io.tilewise.cpu.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import io.tilewise.config.Loaded;
import io.tilewise.cpu.Calls;
import io.tilewise.cpu.SmallDevice;
import io.tilewise.cpu.cost.Demand;
import io.tilewise.cpu.device.Core;
import io.tilewise.cpu.file.RuntimeFile;
import io.tilewise.cpu.replay.PricedCall;
import io.tilewise.workload.ElementType;
import io.tilewise.workload.TensorType;
import io.tilewise.workload.graph.PointwiseOperator.Unary;
import io.tilewise.workload.graph.PointwiseOperator.UnaryFunction;
import io.tilewise.workload.plan.Backend;
import io.tilewise.workload.plan.KernelCall;
import io.tilewise.workload.plan.Plan;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Plans of several calls; a kernel of one instruction, of which a core issues two per cycle. */
class PricedPlanTest {
  private static final SmallDevice SMALL =
      SmallDevice.of(SmallDevice.BIG, SmallDevice.BIG, SmallDevice.LITTLE);
  private static final List<Core> CORES = SMALL.cores();

  private static final String NEON =
      Runtimes.kernel("relu", "neon", "operators: [relu], backend: xnnpack");
  private static final String SME2 =
      Runtimes.kernel("sme2_relu", "sme2", "operators: [relu], backend: xnnpack");

  private static Loaded<RuntimeFile> runtime(List<String> kernels) {
    List<String> ofUnit = kernels.contains(SME2) ? List.of("sme2_relu") : List.of();
    return Runtimes.runtime(List.of("neon", "sme2"), ofUnit, "armv9_a");
  }

  private static KernelTable table(List<String> kernels) {
    return KernelTable.of(runtime(kernels), Runtimes.kernels(kernels.toArray(new String[0])));
  }

  private static Pricing pricing(SmallDevice device, int unitThreads, String... kernels) {
    return new Pricing(
        device.device(),
        device.cores(),
        unitThreads,
        table(List.of(kernels)),
        runtime(List.of(kernels)).value().overheads());
  }

  private static KernelCall relu(int rows) {
    return Calls.of(
        new Unary(UnaryFunction.RELU),
        Backend.XNNPACK,
        OptionalInt.of(0),
        TensorType.of(ElementType.F16, rows, 32));
  }

  private static double cycles(PricedCall call, Core core) {
    return call.costs().get(core).phases().get(0).demands().of(Demand.CORE);
  }

  @Test
  void callsThatDifferArePricedEachByItselfAndThoseAlikeOnce() {
    Plan plan = new Plan("test", List.of(relu(32), relu(64), relu(32), relu(64)));
    List<PricedCall> priced = pricing(SMALL, 3, NEON).price(plan);
    assertThat(priced)
        .extracting(call -> cycles(call, CORES.get(0)))
        .containsExactly(512.0, 1024.0, 512.0, 1024.0);
    assertThat(priced.get(2).costs()).isEqualTo(priced.get(0).costs());
    assertThat(priced.get(3).costs().get(CORES.get(2)))
        .isSameAs(priced.get(1).costs().get(CORES.get(2)));
    PlanKernels kernels = new PlanKernels(plan, table(List.of(NEON)));
    assertThat(List.of(0, 1, 2, 3)).extracting(kernels::alike).containsExactly(0, 1, 0, 1);
  }

  @Test
  void aCallIsMixedIfThreadsExecuteItWithDifferentKernels() {
    Plan plan = new Plan("test", List.of(relu(32)));
    assertThat(pricing(SMALL, 2, SME2, NEON).price(plan).get(0).mixed()).isTrue();
    assertThat(pricing(SMALL, 3, SME2, NEON).price(plan).get(0).mixed()).isFalse();
    // One kernel for all of them.
    assertThat(pricing(SMALL, 2, NEON).price(plan).get(0).mixed()).isFalse();
  }

  @Test
  void atOtherClocksTheSameThreadsRunOnTheChangedDevice() {
    SmallDevice slower =
        SmallDevice.of(
            SmallDevice.core("big", 0.5e9),
            SmallDevice.core("big", 0.5e9),
            SmallDevice.core("little", 0.25e9));
    Plan plan = new Plan("test", List.of(relu(32)));
    PricedCall call = pricing(SMALL, 2, SME2, NEON).at(slower.device()).price(plan).get(0);
    assertThat(call.costs()).containsOnlyKeys(slower.cores().toArray(new Core[0]));
    assertThat(call.mixed()).isTrue();
  }
}
