package io.tilewise.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tilewise.cpu.cost.CostModel;
import io.tilewise.cpu.cost.Demand;
import io.tilewise.cpu.cost.KernelCost;
import io.tilewise.cpu.cost.Notes;
import io.tilewise.cpu.cost.Phase;
import io.tilewise.cpu.cost.Processor;
import io.tilewise.cpu.device.CoreType;
import io.tilewise.cpu.replay.PhaseTimes;
import io.tilewise.experiment.run.Scenario;
import io.tilewise.workload.plan.KernelCall;
import io.tilewise.workload.plan.Plan;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * What every cost model must keep, whatever it prices. A test class implements this and says which
 * model, with which parameters, on which processor, for which calls; JUnit then runs the tests
 * below.
 *
 * <p>Calls are a family of one size {@code n}: their work, bytes and elements grow in proportion to
 * it, such as the rows of a matrix or the pixels of an image. What a call takes is its phases one
 * after the other on one core, each at its scarcest resource.
 *
 * @param <P> the model's parameters
 */
public interface CostModelContract<P extends Record> {

  /** The model. */
  CostModel<P> model();

  /** A kernel's parameters. */
  P parameters();

  /** Whose first core the kernel runs on, one of as many threads as the scenario has. */
  Scenario scenario();

  /** The call of a size. */
  KernelCall call(int size);

  /** Sizes in growing order, from the smallest worth pricing; at least two. */
  default List<Integer> sizes() {
    return List.of(1, 2, 3, 7, 16, 17, 64, 100, 257, 1000, 4096);
  }

  /**
   * A size at which the cost per size no longer changes: caches are exceeded many times and fixed
   * costs are small.
   */
  default int largeSize() {
    return 65_536;
  }

  /** How far large calls may be from proportional and additive, relative to their time. */
  default double linearTolerance() {
    return 0.05;
  }

  /** Rounding of sums. */
  double ROUNDING = 1e-9;

  private CoreType core() {
    return scenario().cores().get(0).type();
  }

  private KernelCost cost(KernelCall call, Notes notes) {
    long footprint = new Plan("contract", List.of(call)).footprintBytes();
    Processor processor = Processor.of(scenario().device(), core(), scenario().cores(), footprint);
    try {
      return model().cost(call, parameters(), processor, notes);
    } catch (IllegalArgumentException e) {
      throw new AssertionError(
          model().name() + " gives no cost for " + text(call) + ": " + e.getMessage(), e);
    }
  }

  private KernelCost cost(int size) {
    return cost(call(size), Notes.NONE);
  }

  private double seconds(int size) {
    return cost(size).phases().stream().mapToDouble(this::seconds).sum();
  }

  private double seconds(Phase phase) {
    return PhaseTimes.of(phase, scenario().device(), core()).stream()
        .mapToDouble(PhaseTimes.Share::seconds)
        .max()
        .orElse(0);
  }

  private String text(KernelCall call) {
    return call.operator().kind().label() + " of " + call.operands() + " -> " + call.result();
  }

  private String at(int size) {
    return String.format(Locale.ROOT, "%s at size %d (%s)", model().name(), size, text(call(size)));
  }

  /** No demand is negative, infinite or no number; something is demanded, and there is a tile. */
  @Test
  default void costsAreFiniteAndPositive() {
    for (int size : sizes()) {
      KernelCost cost = cost(size);
      assertThat(cost.tiles()).as("tiles of " + at(size)).isPositive();
      for (Phase phase : cost.phases()) {
        for (Demand demand : Demand.ALL) {
          assertThat(phase.demands().of(demand))
              .as("%s of phase %s of %s", demand, phase.name(), at(size))
              .isBetween(0.0, Double.MAX_VALUE);
        }
        assertThat(phase.demands().levelBytes())
            .as("bytes of phase %s of %s", phase.name(), at(size))
            .allSatisfy(bytes -> assertThat(bytes).isBetween(0.0, Double.MAX_VALUE));
      }
      assertThat(seconds(size)).as("seconds of " + at(size)).isPositive();
    }
  }

  /** More work never takes less time. */
  @Test
  default void moreWorkNeverTakesLess() {
    List<Integer> sizes = sizes();
    for (int i = 1; i < sizes.size(); i++) {
      assertThat(seconds(sizes.get(i)) * (1 + ROUNDING))
          .as("seconds of %s, after those of size %d", at(sizes.get(i)), sizes.get(i - 1))
          .isGreaterThanOrEqualTo(seconds(sizes.get(i - 1)));
    }
  }

  /** Of a large call, twice the size takes twice the time. */
  @Test
  default void largeCallsTakeTimeInProportion() {
    double once = seconds(largeSize());
    assertThat(seconds(2 * largeSize()) / once)
        .as("seconds of twice the size relative to " + at(largeSize()))
        .isBetween(2 * (1 - linearTolerance()), 2 * (1 + linearTolerance()));
  }

  /** A large call split in two unequal parts takes what the parts take. */
  @Test
  default void largeCallsCanBeSplit() {
    int part = largeSize() / 4;
    double whole = seconds(largeSize());
    double parts = seconds(part) + seconds(largeSize() - part);
    assertThat(parts / whole)
        .as("seconds of two parts relative to " + at(largeSize()))
        .isBetween(1 - linearTolerance(), 1 + linearTolerance());
  }

  /** The same call under another name costs the same. */
  @Test
  default void namesDoNotMatter() {
    for (int size : sizes()) {
      KernelCall call = call(size);
      assertThat(cost(KernelCalls.renamed(call), Notes.NONE))
          .as("cost under another name of " + at(size))
          .isEqualTo(cost(call, Notes.NONE));
    }
  }

  /** The same call costs the same every time, whether or not somebody reads the derivation. */
  @Test
  default void askingAgainOrForTheDerivationChangesNothing() {
    for (int size : sizes()) {
      KernelCall call = call(size);
      KernelCost once = cost(call, Notes.NONE);
      assertThat(cost(call, Notes.NONE)).as("cost again of " + at(size)).isEqualTo(once);
      assertThat(cost(call, (symbol, meaning, formula, value, unit) -> {}))
          .as("cost with derivation of " + at(size))
          .isEqualTo(once);
    }
  }
}
