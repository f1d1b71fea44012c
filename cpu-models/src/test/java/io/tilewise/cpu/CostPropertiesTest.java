package io.tilewise.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.longs;

import io.tilewise.cpu.cost.CostModel;
import io.tilewise.cpu.cost.Demand;
import io.tilewise.cpu.cost.Demands;
import io.tilewise.cpu.cost.KernelCost;
import io.tilewise.cpu.cost.NeonMatrixModel;
import io.tilewise.cpu.cost.Notes;
import io.tilewise.cpu.cost.Sme2MatrixModel;
import io.tilewise.workload.ElementType;
import io.tilewise.workload.plan.KernelCall;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Of matrix products of random shapes on random devices, the same in every build. */
class CostPropertiesTest {
  /** For rounding. */
  private static final double SLACK = 1 + 1e-9;

  /**
   * So many that no runtime would run them one by one, which takes longer than a few more at once.
   */
  private static final int MANY_ROWS = 1300;

  private static void forRandomCases(int seed, Consumer<RandomCase> property) {
    qt().withFixedSeed(seed)
        .forAll(longs().all())
        .checkAssert(value -> property.accept(new RandomCase(value)));
  }

  private static KernelCost neon(RandomCase random, KernelCall call) {
    return cost(new NeonMatrixModel(), RandomCase.NEON, random, call);
  }

  private static KernelCost sme2(RandomCase random, KernelCall call) {
    return cost(new Sme2MatrixModel(), RandomCase.SME2, random, call);
  }

  private static <P extends Record> KernelCost cost(
      CostModel<P> model, P parameters, RandomCase random, KernelCall call) {
    return model.cost(call, parameters, random.device.processor(call), Notes.NONE);
  }

  private static double seconds(RandomCase random, KernelCost cost) {
    return random.device.serialSeconds(cost);
  }

  private static double demand(KernelCost cost, Demand demand) {
    return cost.phases().stream().mapToDouble(phase -> phase.demands().of(demand)).sum();
  }

  @Test
  void moreRowsColumnsOrDepthNeverTakeLess() {
    forRandomCases(
        11,
        random -> {
          int rows = MANY_ROWS + random.between(0, 3000);
          int depth = random.between(1, 500);
          int columns = random.between(1, 500);
          KernelCall call = Calls.linear(ElementType.F16, rows, depth, columns);
          KernelCall[] larger = {
            Calls.linear(ElementType.F16, rows + random.between(1, 100), depth, columns),
            Calls.linear(ElementType.F16, rows, depth + random.between(1, 100), columns),
            Calls.linear(ElementType.F16, rows, depth, columns + random.between(1, 100))
          };
          for (KernelCall more : larger) {
            assertThat(seconds(random, neon(random, more)) * SLACK)
                .isGreaterThanOrEqualTo(seconds(random, neon(random, call)));
            assertThat(seconds(random, sme2(random, more)) * SLACK)
                .isGreaterThanOrEqualTo(seconds(random, sme2(random, call)));
          }
        });
  }

  @Test
  void twiceTheRowsOfFullTilesDemandTwiceAsMuch() {
    // 384 rows are full tiles of 6 rows and full blocks of up to 128.
    forRandomCases(
        12,
        random -> {
          int rows = 384 * random.between(4, 20);
          int depth = random.between(1, 500);
          int columns = random.between(1, 500);
          KernelCall once = Calls.linear(ElementType.F16, rows, depth, columns);
          KernelCall twice = Calls.linear(ElementType.F16, 2 * rows, depth, columns);
          assertTwice(neon(random, once), neon(random, twice), Demand.CORE);
          for (Demand demand :
              new Demand[] {
                Demand.CORE, Demand.OUTER_PRODUCTS, Demand.VECTORS, Demand.TRANSFERS, Demand.CHAINS
              }) {
            assertTwice(sme2(random, once), sme2(random, twice), demand);
          }
        });
  }

  private static void assertTwice(KernelCost once, KernelCost twice, Demand demand) {
    double single = demand(once, demand);
    assertThat(single).isPositive();
    assertThat(demand(twice, demand) / single).isCloseTo(2, within(1e-9));
  }

  @Test
  void vectorsMultiplyNoFasterThanTheirPipes() {
    // A 128-bit pipe does 8 half-precision multiply-accumulates per cycle.
    forRandomCases(
        13,
        random -> {
          KernelCall call = product(random);
          double perSecond = 8 * random.core().vectorPipes() * random.core().clock();
          assertThat(seconds(random, neon(random, call)) * SLACK)
              .isGreaterThanOrEqualTo(call.multiplyAccumulates() / perSecond);
        });
  }

  @Test
  void theMatrixUnitMultipliesNoFasterThanItsOuterProducts() {
    // An outer product does SVL / 32 squared results, 2 half-precision products each.
    forRandomCases(
        14,
        random -> {
          KernelCall call = product(random);
          double side = random.device.unit().tileSide();
          double perSecond =
              2 * side * side * random.device.unit().clock() / random.device.unit().mopaInterval();
          KernelCost cost = sme2(random, call);
          if (cost.phases().size() > 2) {
            assertThat(seconds(random, cost) * SLACK)
                .isGreaterThanOrEqualTo(call.multiplyAccumulates() / perSecond);
          }
        });
  }

  @Test
  void bytesAreMovedNoFasterThanBandwidthAndTransfersUnderWayAllow() {
    // 10 reads of 64 B under way, at no less than the 10 ns of the second-level cache.
    forRandomCases(
        15,
        random -> {
          KernelCall call = product(random);
          KernelCost cost = neon(random, call);
          double read = call.operands().get(0).bytes() + (double) call.weightBytes();
          assertThat(seconds(random, cost) * SLACK).isGreaterThanOrEqualTo(read / 64 * 10e-9 / 10);
          Demands demands = cost.phases().get(0).demands();
          assertThat(seconds(random, cost) * SLACK)
              .isGreaterThanOrEqualTo(
                  demands.bytes(1) / random.device.memory().levels().get(1).bandwidth());
          // What the nearest levels cannot hold of tensors, 5 MiB, does come from DRAM.
          double beyond = call.tensorBytes() - (5 << 20);
          assertThat(demands.bytes(1)).isGreaterThanOrEqualTo(beyond / SLACK);
        });
  }

  private static KernelCall product(RandomCase random) {
    return Calls.convolution(
        ElementType.F16,
        random.between(1, 128),
        random.between(1, 300),
        random.between(1, 300),
        2 * random.between(0, 2) + 1);
  }
}
