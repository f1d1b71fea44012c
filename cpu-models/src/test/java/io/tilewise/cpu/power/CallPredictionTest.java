package io.tilewise.cpu.power;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tilewise.cpu.Calls;
import io.tilewise.cpu.cost.Demand;
import io.tilewise.cpu.cost.Demands;
import io.tilewise.cpu.cost.KernelCost;
import io.tilewise.cpu.cost.Phase;
import io.tilewise.cpu.device.Core;
import io.tilewise.cpu.device.Device;
import io.tilewise.cpu.file.DeviceFile;
import io.tilewise.cpu.file.OperatingPoint;
import io.tilewise.cpu.replay.PricedCall;
import io.tilewise.workload.ElementType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Predictions of calls on {@link RoundPhone}, by hand. */
class CallPredictionTest {
  private static final Offset<Double> ROUNDING = within(1e-9);

  private static final Clocks TOP =
      new Clocks(Map.of("ultra", 1.0, "premium", 1.0, "pro", 1.0, "sme2", 1.0, "memory", 1.0));

  private static final Demands NONE = Demands.none(3);

  /** Of a second, half of it issuing vector instructions; 20, 10 and 5 GB from the levels. */
  private static final KernelCost MEMORY_BOUND =
      KernelCost.of(
          "p",
          NONE.plus(Demand.CORE, 2e9)
              .plus(Demand.READS, 1)
              .plusBytes(0, 20e9)
              .plusBytes(1, 10e9)
              .plusBytes(2, 5e9),
          8);

  /** A second in which the core hardly issues, without bytes. */
  private static final KernelCost WAITING =
      KernelCost.of("p", NONE.plus(Demand.CORE, 0.4e9).plus(Demand.READS, 1), 8);

  /** Half a second of outer products, of which the core issues half on 4 GHz and all on 2 GHz. */
  private static final Demands PRODUCTS =
      NONE.plus(Demand.CORE, 1e9)
          .plus(Demand.OUTER_PRODUCTS, 1e9)
          .plus(Demand.TRANSFERS, 0.5e9)
          .plus(Demand.VECTORS, 0.25e9);

  /** The phone with changes, for a plan of one call. */
  private static final class Phone {
    private final List<Core> threads;
    private final PowerModel model;
    private final Device device;

    Phone(String... changes) {
      DeviceFile file = RoundPhone.file(changes);
      device = new OperatingPoint("unconstrained", Map.of()).of("phone", file);
      model = PowerModel.of(file, device);
      threads = List.of(device.core("ultra"), device.core("premium1"));
    }

    private CallPrediction prediction(
        int threadCount, String isa, KernelCost cost, Background background) {
      Map<Core, KernelCost> costs =
          device.cores().stream().collect(Collectors.toMap(core -> core, core -> cost));
      PricedCall call =
          new PricedCall(
              Calls.linear(ElementType.F16, 8, 8, 8), "kernel", isa, "", false, 0, costs);
      boolean[] leaking = new boolean[model.domains().size()];
      threads.subList(0, threadCount).forEach(core -> leaking[model.coreIndex(core.name())] = true);
      leaking[model.coreCount() + model.unitIndex("sme2")] = isa.equals("sme2");
      return new CallPrediction(
          model,
          new Point.Cache(
              new Point(TOP, device, List.of(call)),
              clocks -> {
                throw new UnsupportedOperationException();
              }),
          threads.subList(0, threadCount),
          leaking,
          background);
    }

    private double ofCall(int threadCount, String isa, KernelCost cost, Background background) {
      return prediction(threadCount, isa, cost, background).ofCall(0, TOP);
    }
  }

  private static final Phone PHONE = new Phone();

  private static double ofCall(
      int threadCount, String isa, KernelCost cost, Background background) {
    return PHONE.ofCall(threadCount, isa, cost, background);
  }

  private static Background ui(String core) {
    return new Background(0, Optional.of(new Background.Ui(core, 2e-3, 10e-3)));
  }

  @Test
  void aCallTakesWhatItsPartsTake() {
    // Core 4 (0.25 + 0.75 / 2) = 2.5, leakage 0.4, fabric 0.5 + 0.16 + 0.16, DRAM 0.1 + 0.2.
    assertThat(ofCall(1, "neon", MEMORY_BOUND, Background.NONE)).isCloseTo(4.02, ROUNDING);
    // The second core takes 2 (0.25 + 0.75) W and 0.2 W of leakage, and the same bytes again.
    assertThat(ofCall(2, "neon", MEMORY_BOUND, Background.NONE))
        .isCloseTo(4.02 + 2.2 + 0.32 + 0.2, ROUNDING);
  }

  @Test
  void theRuntimesWorkBeforeTheCallCountsIfItTakesMore() {
    // The call: 4 (0.25 + 0.75 / 10) = 1.3 W. The runtime: 4 * 0.5 = 2 W, with 0.4 W of leakage and
    // the 0.6 W of memory that stands still.
    assertThat(ofCall(1, "neon", WAITING, Background.NONE)).isCloseTo(3.0, ROUNDING);
  }

  @Test
  void leakageFollowsItsFactor() {
    CallPrediction prediction = PHONE.prediction(1, "neon", MEMORY_BOUND, Background.NONE);
    int before = prediction.version();
    prediction.leakageFactor(1);
    assertThat(prediction.version()).isEqualTo(before);
    prediction.leakageFactor(2);
    assertThat(prediction.version()).isEqualTo(before + 1);
    assertThat(prediction.ofCall(0, TOP)).isCloseTo(4.42, ROUNDING);
    assertThat(prediction.full("ultra", TOP)).isCloseTo(4.8, ROUNDING);
    assertThat(prediction.full("sme2", TOP)).isCloseTo(1.9, ROUNDING);
  }

  @Test
  void theCameraTakesItsBytes() {
    Background camera = new Background(10e9, Optional.empty());
    // 10 GB/s take 0.4 W, in the call and before it.
    assertThat(ofCall(1, "neon", MEMORY_BOUND, camera)).isCloseTo(4.42, ROUNDING);
    assertThat(ofCall(1, "neon", WAITING, camera)).isCloseTo(3.4, ROUNDING);
    // DRAM gives no more than 12 GB/s to both: 0.48 W instead of 0.6 W.
    Phone narrow = new Phone("memory.dram.bandwidth=12 GB/s");
    assertThat(narrow.ofCall(1, "neon", MEMORY_BOUND, camera)).isCloseTo(4.3, ROUNDING);
  }

  @Test
  void theUserInterfaceRunsScalarCode() {
    // On a core of its own 2 * 0.5 W; on that of a thread that hardly issues, 4 * 0.5 for 1.3 W.
    assertThat(ofCall(1, "neon", MEMORY_BOUND, ui("premium1"))).isCloseTo(5.02, ROUNDING);
    assertThat(ofCall(1, "neon", WAITING, ui("premium1"))).isCloseTo(4.0, ROUNDING);
    KernelCost cost = KernelCost.of("p", WAITING.total().plusBytes(0, 20e9).plusBytes(2, 5e9), 8);
    assertThat(ofCall(1, "neon", cost, Background.NONE)).isCloseTo(3.0, ROUNDING);
    assertThat(ofCall(1, "neon", cost, ui("premium1"))).isCloseTo(4.0, ROUNDING);
    assertThat(ofCall(1, "neon", cost, ui("ultra"))).isCloseTo(0.4 + 2 + 0.66 + 0.3, ROUNDING);
    // A thread that issues more than that all the time takes no more for it.
    assertThat(ofCall(1, "neon", MEMORY_BOUND, ui("ultra"))).isCloseTo(4.02, ROUNDING);
  }

  @Test
  void aMatrixUnitIsCountedWithTheThreadsThatUseIt() {
    KernelCost alone = KernelCost.of("p", PRODUCTS, 1);
    // Core 4 (0.25 + 0.5 / 2) = 2, unit 2 (0.05 + 0.5 + 0.2 / 2 + 0.1 / 4) = 1.35, leakage 0.5,
    // memory 0.6.
    assertThat(ofCall(1, "sme2", alone, Background.NONE)).isCloseTo(4.45, ROUNDING);
    // One tile is for one thread; the other core only leaks.
    assertThat(ofCall(2, "sme2", alone, Background.NONE)).isCloseTo(4.65, ROUNDING);
    // Two threads: the other core takes 2 (0.25 + 0.5) = 1.5 W. Products and transfers of both are
    // as many as the unit has cycles or more, vectors half of them: 2 (0.05 + 0.5 + 0.2 + 0.05).
    KernelCost shared = KernelCost.of("p", PRODUCTS, 2);
    assertThat(ofCall(2, "sme2", shared, Background.NONE))
        .isCloseTo(2 + 1.5 + 1.6 + 0.7 + 0.6, ROUNDING);
  }

  @Test
  void twoUnitsHaveTwiceTheCycles() {
    // Half, a quarter and an eighth of 2e9 cycles: 4 (0.05 + 0.5 / 2 + 0.2 / 4 + 0.1 / 8) = 1.45.
    Phone two = new Phone("matrix_units.sme2.count=2");
    assertThat(two.ofCall(1, "sme2", KernelCost.of("p", PRODUCTS, 1), Background.NONE))
        .isCloseTo(2 + 1.45 + 0.4 + 0.2 + 0.6, ROUNDING);
  }

  @Test
  void phasesFollowEachOther() {
    // A second of reading and a quarter of a second of 1e9 cycles: 3e9 of 5e9 cycles, 16 GB/s.
    KernelCost two =
        new KernelCost(
            List.of(
                new Phase("read", MEMORY_BOUND.total()),
                new Phase("compute", NONE.plus(Demand.CORE, 1e9))),
            8);
    // 4 (0.25 + 0.75 * 0.6) = 2.8; 0.5 + 0.128 + 0.128; 0.1 + 0.16; 0.4.
    assertThat(ofCall(1, "neon", two, Background.NONE)).isCloseTo(4.216, ROUNDING);
  }

  @Test
  void fullIsEverythingInUseAtOnce() {
    CallPrediction two = PHONE.prediction(2, "sme2", WAITING, Background.NONE);
    assertThat(two.full("ultra", TOP)).isCloseTo(4.4, ROUNDING);
    assertThat(two.full("premium", TOP)).isCloseTo(2.2, ROUNDING);
    // 2 (0.05 + 0.5 + 0.2 + 0.1) and 0.1 of leakage.
    assertThat(two.full("sme2", TOP)).isCloseTo(1.8, ROUNDING);
    CallPrediction one = PHONE.prediction(1, "sme2", WAITING, Background.NONE);
    assertThat(one.full("premium", TOP)).isZero();
  }
}
