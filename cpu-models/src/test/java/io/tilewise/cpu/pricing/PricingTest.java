package io.tilewise.cpu.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tilewise.config.Loaded;
import io.tilewise.cpu.Calls;
import io.tilewise.cpu.SmallDevice;
import io.tilewise.cpu.cost.Demand;
import io.tilewise.cpu.cost.KernelCost;
import io.tilewise.cpu.cost.Notes;
import io.tilewise.cpu.device.Core;
import io.tilewise.cpu.device.Device;
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

class PricingTest {
  private static final TensorType TENSOR = TensorType.of(ElementType.F16, 32, 32);
  private static final Unary RELU = new Unary(UnaryFunction.RELU);

  private static Pricing pricing(SmallDevice small) {
    return pricing(
        small,
        Runtimes.kernel("relu", "neon", "operators: [relu], backend: xnnpack"),
        Runtimes.kernel("portable", "neon", "operators: [relu], backend: portable"));
  }

  private static Pricing pricing(SmallDevice small, String... kernels) {
    Loaded<RuntimeFile> runtime = Runtimes.runtime(List.of("neon"), List.of(), "armv8_a");
    Device device = small.device();
    KernelTable table = KernelTable.of(runtime, Runtimes.kernels(kernels));
    return new Pricing(
        device, device.cores(), device.cores().size(), table, runtime.value().overheads());
  }

  private static KernelCall inDelegate(int delegate) {
    return Calls.of(RELU, Backend.XNNPACK, OptionalInt.of(delegate), TENSOR);
  }

  @Test
  void theFirstKernelOfADelegateCallAlsoPaysForTheDelegate() {
    // 5 us per delegate, 2 us per kernel in it, 3 us per portable kernel.
    KernelCall portable = Calls.portable(RELU, TENSOR);
    Plan plan =
        new Plan(
            "test",
            List.of(
                inDelegate(0),
                inDelegate(0),
                portable,
                portable,
                inDelegate(1),
                inDelegate(2),
                inDelegate(2)));
    assertThat(
            pricing(SmallDevice.ONE_CORE).price(plan).stream()
                .map(call -> Math.round(call.overhead() * 1e6)))
        .containsExactly(7L, 2L, 3L, 3L, 7L, 7L, 2L);
  }

  @Test
  void aCallIsPricedOnceForEachTypeOfCore() {
    SmallDevice small = SmallDevice.of(SmallDevice.BIG, SmallDevice.LITTLE, SmallDevice.LITTLE);
    PricedCall call = pricing(small).price(new Plan("test", List.of(inDelegate(0)))).get(0);
    assertThat(call.costs()).containsOnlyKeys(small.cores().toArray(new Core[0]));
    assertThat(call.costs().get(small.cores().get(1)))
        .isSameAs(call.costs().get(small.cores().get(2)));
    assertThat(call.kernel()).isEqualTo("relu");
    assertThat(call.isa()).isEqualTo("neon");
  }

  @Test
  void threadsThatLeaveTheUnitToOthersExecuteTheKernelOfACoreWithoutOne() {
    // Of three cores the first two use the unit.
    SmallDevice small = SmallDevice.of(SmallDevice.BIG, SmallDevice.BIG, SmallDevice.LITTLE);
    Loaded<RuntimeFile> runtime =
        Runtimes.runtime(List.of("neon", "sme2"), List.of("sme2_relu"), "armv9_a");
    KernelTable table =
        KernelTable.of(
            runtime,
            Runtimes.kernels(
                Runtimes.kernel("sme2_relu", "sme2", "operators: [relu], backend: xnnpack"),
                Runtimes.kernel("relu", "neon", "operators: [relu], backend: xnnpack", 5)));
    Device device = small.device();
    Pricing pricing = new Pricing(device, device.cores(), 2, table, runtime.value().overheads());
    PricedCall call = pricing.price(new Plan("test", List.of(inDelegate(0)))).get(0);
    assertThat(call.kernel()).isEqualTo("sme2_relu");
    assertThat(cycles(call, device.cores().get(0))).isEqualTo(512);
    assertThat(cycles(call, device.cores().get(1))).isEqualTo(512);
    // Five instructions per element instead of one.
    assertThat(cycles(call, device.cores().get(2))).isEqualTo(5 * 512);
  }

  private static double cycles(PricedCall call, Core core) {
    return call.costs().get(core).phases().get(0).demands().of(Demand.CORE);
  }

  @Test
  void onlyACallThatIsSharedHasTheSecondLevelCachesOfAllCores() {
    // A tensor of 1.5 MiB in, one out: 3 MiB. With one core 1 of them is in the L2 and 2 in the L3;
    // with two cores 2 and 1. 1.5 MiB are 24576 lines, 10 at a time, 10 ns from the L2, 20 from the
    // L3.
    SmallDevice two = SmallDevice.of(SmallDevice.BIG, SmallDevice.BIG);
    KernelCall relu = Calls.portable(RELU, TensorType.of(ElementType.F16, 1, 8, 384, 256));
    String kernel = Runtimes.kernel("relu", "neon", "operators: [relu], backend: portable");
    String shared = kernel.replace("loop: vector", "loop: vector, sharing: bytes");
    assertThat(reads(pricing(two, kernel), relu))
        .isCloseTo(24_576 / 10.0 * 50e-9 / 3, within(1e-14));
    assertThat(reads(pricing(two, shared), relu))
        .isCloseTo(24_576 / 10.0 * 40e-9 / 3, within(1e-14));
  }

  /** Seconds that reading takes the first core, by the price and by its explanation. */
  private static double reads(Pricing pricing, KernelCall call) {
    Plan plan = new Plan("test", List.of(call));
    Core first = SmallDevice.ONE_CORE.cores().get(0);
    KernelCost explained =
        pricing.explain(plan, call, SmallDevice.BIG, (symbol, meaning, formula, value, unit) -> {});
    assertThat(pricing.price(plan).get(0).costs().get(first)).isEqualTo(explained);
    return explained.phases().get(0).demands().of(Demand.READS);
  }

  @Test
  void anExplanationIsThePriceWithItsDerivation() {
    Pricing pricing = pricing(SmallDevice.ONE_CORE);
    StringBuilder symbols = new StringBuilder();
    Notes notes = (symbol, meaning, formula, value, unit) -> symbols.append(symbol).append(' ');
    KernelCost explained =
        pricing.explain(
            new Plan("test", List.of(inDelegate(0))), inDelegate(0), SmallDevice.BIG, notes);
    // 1024 elements at 2 a cycle.
    assertThat(explained.phases().get(0).demands().of(Demand.CORE)).isEqualTo(512);
    assertThat(explained)
        .isEqualTo(
            pricing
                .price(new Plan("test", List.of(inDelegate(0))))
                .get(0)
                .costs()
                .get(SmallDevice.ONE_CORE.cores().get(0)));
    assertThat(symbols).contains("elements").contains("core");
    assertThat(pricing.kernel(inDelegate(0)).name()).isEqualTo("relu");
  }
}
