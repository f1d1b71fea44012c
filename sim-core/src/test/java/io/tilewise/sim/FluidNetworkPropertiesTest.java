package io.tilewise.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.longs;

import java.util.List;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.Test;

/** Properties of random networks. Seeds are fixed: the same networks in every build. */
class FluidNetworkPropertiesTest {
  @Test
  void ratesAreMaxMinFairAndWorkIsConserved() {
    int[] seen = new int[2];
    forRandomSeeds(
        41,
        seed -> {
          RandomScenario scenario = new RandomScenario(seed);
          FairnessCheck check = new FairnessCheck(scenario);
          scenario.network.addListener(check);
          scenario.run();
          check.checkServed();
          seen[0] += check.completions;
          seen[1] += check.checkedIntervals;
        });
    // Lest the scenarios become so tame one day that nothing is tested.
    assertThat(seen[0]).isGreaterThan(5_000);
    assertThat(seen[1]).isGreaterThan(10_000);
  }

  @Test
  void theSameSeedGivesTheSameTrace() {
    forRandomSeeds(
        42, seed -> assertThat(trace(new RandomScenario(seed))).isEqualTo(traceOf(seed)));
  }

  @Test
  void lookingAtTheNetworkDoesNotChangeIt() {
    forRandomSeeds(
        43,
        seed -> {
          RandomScenario observed = new RandomScenario(seed);
          double[] looked = {0};
          observed.observer = () -> looked[0] += readEverything(observed);
          assertThat(trace(observed)).isEqualTo(traceOf(seed));
          assertThat(looked[0]).isGreaterThan(0);
        });
  }

  @Test
  void anActivityAloneGetsTheSameRateFromTheFastPathAsFromTheGeneralOne() {
    forRandomSeeds(
        44,
        seed -> {
          RandomScenario scenario = new RandomScenario(seed);
          Activity tested = scenario.ownBounds.keySet().iterator().next();
          if (tested.work() > 0) {
            scenario.network.start(tested);
            scenario.simulation.runUntil(0);
            double alone = tested.rate();
            Bound boundBy = tested.boundBy();
            // Uses none of the resources, but takes the solver off its fast path.
            Activity bystander = new Activity("bystander").rateBound(1).work(1);
            scenario.network.start(bystander);
            scenario.network.update();
            scenario.simulation.runUntil(1);
            assertThat(bystander.rate()).isEqualTo(1);
            assertThat(tested.rate()).isEqualTo(alone);
            assertThat(tested.boundBy()).isEqualTo(boundBy);
          }
        });
  }

  private static void forRandomSeeds(long fixedSeed, LongConsumer property) {
    qt().withFixedSeed(fixedSeed)
        .withExamples(500)
        .withShrinkCycles(0)
        .forAll(longs().all())
        .checkAssert(property::accept);
  }

  private static List<String> traceOf(long seed) {
    return trace(new RandomScenario(seed));
  }

  private static List<String> trace(RandomScenario scenario) {
    Trace trace = new Trace();
    scenario.network.addListener(trace);
    scenario.run();
    return trace.lines();
  }

  private static double readEverything(RandomScenario scenario) {
    double sum = 0;
    for (Resource resource : scenario.network.resources()) {
      sum += resource.served() + resource.offered() + resource.utilisation();
      for (Activity activity : scenario.ownBounds.keySet()) {
        sum += activity.boundTime(resource);
      }
    }
    for (Activity activity : scenario.ownBounds.keySet()) {
      sum += activity.workLeft() + activity.rate() + activity.duration() + activity.stalledTime();
    }
    return sum;
  }
}
