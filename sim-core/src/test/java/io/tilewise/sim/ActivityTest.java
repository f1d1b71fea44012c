package io.tilewise.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What activities can be told, and what they keep. Worked by hand. */
class ActivityTest {
  private final Simulation simulation = new Simulation();
  private final FluidNetwork network = new FluidNetwork(simulation);

  /** The largest finite number is a number, for a demand, a weight and a capacity. */
  @Test
  void theLargestFiniteNumberIsAllowed() {
    Resource vast = network.addResource("vast", Double.MAX_VALUE);
    Resource link = network.addResource("link", 1);
    Activity demanding = new Activity("demanding").demand(vast, Double.MAX_VALUE).work(2);
    Activity heavy = new Activity("heavy").demand(link, 1).weight(Double.MAX_VALUE).work(3);
    network.start(demanding);
    network.start(heavy);
    simulation.run();
    // One unit of work a second, both.
    assertThat(demanding.duration()).isEqualTo(2 * SimTime.PER_SECOND);
    assertThat(heavy.duration()).isEqualTo(3 * SimTime.PER_SECOND);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY})
  void whatIsNoAmountIsRefused(double amount) {
    Resource link = network.addResource("link", 1);
    Activity activity = new Activity("a");
    assertThatThrownBy(() -> activity.demand(link, amount))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("activity 'a': demand on 'link' must be finite");
    assertThatThrownBy(() -> activity.weight(amount))
        .hasMessageContaining("activity 'a': weight must be finite and positive");
    assertThatThrownBy(() -> network.addResource("r", amount))
        .hasMessageContaining("resource 'r': capacity must be finite");
  }

  /** Zero of a resource is no demand: an activity does not wait for a resource that is stopped. */
  @Test
  void aDemandOfZeroIsNone() {
    Resource stopped = network.addResource("stopped", 0);
    Resource link = network.addResource("link", 1);
    Activity activity = new Activity("a").demand(stopped, 0).demand(link, 1).work(3);
    network.start(activity);
    simulation.run();
    assertThat(activity.duration()).isEqualTo(3 * SimTime.PER_SECOND);
    assertThatThrownBy(() -> new Activity("b").weight(0))
        .hasMessageContaining("weight must be finite and positive");
  }

  /** Its record goes by demand; what another resource bound before is not said of the new one. */
  @Test
  void clearingDemandsForgetsWhatBoundTheLastRun() {
    Resource first = network.addResource("first", 1);
    Resource second = network.addResource("second", 1);
    Activity activity = new Activity("a").demand(first, 1).work(5);
    network.start(activity);
    simulation.run();
    assertThat(activity.boundTime(first)).isEqualTo(5 * SimTime.PER_SECOND);
    assertThat(activity.clearDemands()).isSameAs(activity);
    assertThat(activity.duration()).isZero();
    activity.demand(second, 1);
    assertThat(activity.boundTime(second)).isZero();
  }

  @Test
  void aBoundCanBeTakenAwayAgain() {
    Resource link = network.addResource("link", 4);
    Activity activity = new Activity("a").demand(link, 1).rateBound(1).noRateBound().work(8);
    network.start(activity);
    simulation.run();
    assertThat(activity.duration()).isEqualTo(2 * SimTime.PER_SECOND);
  }
}
