package io.tilewise.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.tilewise.config.Description;
import io.tilewise.cpu.cost.CostModel;
import io.tilewise.cpu.cost.Demand;
import io.tilewise.cpu.cost.KernelCost;
import io.tilewise.cpu.cost.Notes;
import io.tilewise.cpu.cost.Processor;
import io.tilewise.experiment.run.Scenario;
import io.tilewise.workload.ElementType;
import io.tilewise.workload.TensorType;
import io.tilewise.workload.graph.PointwiseOperator.Binary;
import io.tilewise.workload.graph.PointwiseOperator.BinaryFunction;
import io.tilewise.workload.plan.Backend;
import io.tilewise.workload.plan.KernelCall;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.testkit.engine.EngineTestKit;

/**
 * The contract finds models that break it, each by the rule it breaks, and passes one that does
 * not.
 */
class CostModelContractTest {

  /** Cycles per element. */
  record Rate(@Description("Cycles per element.") double cycles) {}

  /** Prices core cycles alone. */
  interface Cycles {
    double of(KernelCall call, Rate rate, Notes notes);
  }

  private static double elements(KernelCall call) {
    return call.result().elements();
  }

  abstract static class Model implements CostModel<Rate>, Cycles {
    @Override
    public String name() {
      return "planted";
    }

    @Override
    public String description() {
      return "a planted model";
    }

    @Override
    public Class<Rate> parameterType() {
      return Rate.class;
    }

    @Override
    public KernelCost cost(KernelCall call, Rate rate, Processor processor, Notes notes) {
      double cycles = of(call, rate, notes);
      return KernelCost.of("all", processor.noDemands().plus(Demand.CORE, cycles), 1);
    }
  }

  abstract static class Contract implements CostModelContract<Rate> {
    abstract Cycles cycles();

    @Override
    public CostModel<Rate> model() {
      Cycles cycles = cycles();
      return new Model() {
        @Override
        public double of(KernelCall call, Rate rate, Notes notes) {
          return cycles.of(call, rate, notes);
        }
      };
    }

    @Override
    public Rate parameters() {
      return new Rate(2);
    }

    @Override
    public Scenario scenario() {
      return ShippedModel.PHONE;
    }

    @Override
    public KernelCall call(int size) {
      TensorType operand = TensorType.of(ElementType.F16, size, 8);
      return KernelCalls.of(new Binary(BinaryFunction.ADD), Backend.PORTABLE, operand, operand);
    }
  }

  static class Sound extends Contract {
    @Override
    Cycles cycles() {
      return (call, rate, notes) -> 100 + elements(call) * rate.cycles();
    }
  }

  static class Negative extends Contract {
    @Override
    Cycles cycles() {
      return (call, rate, notes) -> elements(call) * rate.cycles() - 20;
    }
  }

  static class Free extends Contract {
    @Override
    Cycles cycles() {
      return (call, rate, notes) -> elements(call) > 8 ? elements(call) : 0;
    }
  }

  static class Sawtooth extends Contract {
    @Override
    Cycles cycles() {
      return (call, rate, notes) -> elements(call) * (elements(call) % 32 == 0 ? 1.2 : 1);
    }

    @Override
    public double linearTolerance() {
      return 0.5;
    }
  }

  static class Quadratic extends Contract {
    @Override
    Cycles cycles() {
      return (call, rate, notes) -> elements(call) * elements(call);
    }
  }

  /** Proportional when doubled, but cheap at one size only. */
  static class OddSplit extends Contract {
    @Override
    Cycles cycles() {
      return (call, rate, notes) -> elements(call) * (elements(call) == 8 * 16_384 ? 0.5 : 1);
    }
  }

  static class ByName extends Contract {
    @Override
    Cycles cycles() {
      return (call, rate, notes) -> elements(call) * (call.name().startsWith("another") ? 2 : 1);
    }
  }

  static class ByIndex extends Contract {
    @Override
    Cycles cycles() {
      return (call, rate, notes) -> elements(call) + call.index();
    }
  }

  static class Forgetful extends Contract {
    private static final AtomicInteger CALLS = new AtomicInteger();

    @Override
    Cycles cycles() {
      return (call, rate, notes) -> elements(call) * (1 + CALLS.incrementAndGet() * 1e-12);
    }
  }

  static class ByNotes extends Contract {
    @Override
    Cycles cycles() {
      return (call, rate, notes) -> elements(call) + (notes == Notes.NONE ? 0 : 1);
    }
  }

  static Stream<Arguments> planted() {
    String linear = "largeCallsTakeTimeInProportion";
    String split = "largeCallsCanBeSplit";
    String again = "askingAgainOrForTheDerivationChangesNothing";
    return Stream.of(
        Arguments.of(Sound.class, Set.of()),
        Arguments.of(Free.class, Set.of("costsAreFiniteAndPositive")),
        Arguments.of(Sawtooth.class, Set.of("moreWorkNeverTakesLess")),
        Arguments.of(Quadratic.class, Set.of(linear, split)),
        Arguments.of(OddSplit.class, Set.of(split)),
        Arguments.of(ByName.class, Set.of("namesDoNotMatter")),
        Arguments.of(ByIndex.class, Set.of("namesDoNotMatter")),
        Arguments.of(Forgetful.class, Set.of("namesDoNotMatter", again)),
        Arguments.of(ByNotes.class, Set.of(again)));
  }

  private static Set<String> broken(Class<?> contract) {
    return EngineTestKit.engine("junit-jupiter")
        .selectors(selectClass(contract))
        .execute()
        .testEvents()
        .failed()
        .list()
        .stream()
        .map(event -> event.getTestDescriptor().getDisplayName().replace("()", ""))
        .collect(Collectors.toSet());
  }

  @ParameterizedTest
  @MethodSource("planted")
  void aModelFailsTheRulesItBreaksAndNoOther(Class<?> contract, Set<String> rules) {
    assertThat(broken(contract)).isEqualTo(rules);
  }

  @Test
  void aNegativeDemandFailsWhateverAsksForIt() {
    assertThat(broken(Negative.class)).contains("costsAreFiniteAndPositive");
  }
}
