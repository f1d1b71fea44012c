package io.tilewise.experiment.solve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** Searches for functions whose answers are known. */
class SearchTest {

  private static RootSearch search(DoubleUnaryOperator function, double target) {
    double[] values = new double[11];
    for (int i = 0; i < values.length; i++) {
      values[i] = function.applyAsDouble(i / 10.0);
    }
    return new RootSearch(function, target, values);
  }

  @Test
  void oneAnswerOfAFunctionThatRises() {
    // x^2 = 0.5 at the square root of one half.
    RootSearch search = search(x -> x * x, 0.5);
    assertThat(search.course()).isEqualTo(RootSearch.Course.RISES);
    assertThat(search.places()).hasSize(1);
    assertThat(search.places().get(0).at()).isCloseTo(Math.sqrt(0.5), within(1e-9));
    assertThat(search.places().get(0).jumps()).isFalse();
  }

  @Test
  void twoAnswersOfAFunctionThatTurns() {
    // (x - 0.5)^2 = 0.04 at 0.3 and 0.7, which are not among the points.
    RootSearch search = search(x -> Math.pow(x - 0.5, 2) - 1e-6, 0.04);
    assertThat(search.course()).isEqualTo(RootSearch.Course.BOTH);
    List<RootSearch.Place> places = search.places();
    assertThat(places).hasSize(2);
    assertThat(places.get(0).at()).isCloseTo(0.3, within(1e-5));
    assertThat(places.get(1).at()).isCloseTo(0.7, within(1e-5));
  }

  @Test
  void withoutAnswerThePlaceThatComesClosest() {
    // 1 + (x - 0.37)^2 never gets to 0.5; it is closest at 0.37.
    RootSearch search = search(x -> 1 + Math.pow(x - 0.37, 2), 0.5);
    assertThat(search.places()).isEmpty();
    assertThat(search.closest().at()).isCloseTo(0.37, within(1e-4));
    assertThat(search.closest().value()).isCloseTo(1, within(1e-8));
  }

  @Test
  void aJumpAcrossTheTargetIsNoAnswer() {
    RootSearch search = search(x -> x < 0.444 ? 1 : 3, 2);
    assertThat(search.places()).hasSize(1);
    assertThat(search.places().get(0).jumps()).isTrue();
    assertThat(search.places().get(0).at()).isCloseTo(0.444, within(1e-6));
  }

  @Test
  void ofAPlateauAtTheTargetBothEdges() {
    // 2 from 0.37 to 0.81, which are not among the points; it rises before and behind.
    RootSearch search = search(x -> x < 0.37 ? 1 + x : x <= 0.81 ? 2 : 2 + x, 2);
    assertThat(search.places()).hasSize(1);
    RootSearch.Place place = search.places().get(0);
    assertThat(place.isStretch()).isTrue();
    assertThat(place.jumps()).isFalse();
    assertThat(place.value()).isEqualTo(2);
    assertThat(place.at()).isCloseTo(0.37, within(1e-9)).isGreaterThanOrEqualTo(0.37);
    assertThat(place.until()).isCloseTo(0.81, within(1e-9)).isLessThanOrEqualTo(0.81);
  }

  @Test
  void aPlateauBetweenTwoPoints() {
    // 2 from 0.42 to 0.48, between the points at 0.4 and 0.5.
    RootSearch search = search(x -> x < 0.42 ? 2 + (x - 0.42) : x <= 0.48 ? 2 : 2 + (x - 0.48), 2);
    assertThat(search.places()).hasSize(1);
    assertThat(search.places().get(0).at()).isCloseTo(0.42, within(1e-9));
    assertThat(search.places().get(0).until()).isCloseTo(0.48, within(1e-9));
  }

  @Test
  void aPlateauUpToTheEndOfTheRange() {
    // max(0, 0.63 - x) falls to 0 at 0.63 and stays there.
    RootSearch search = search(x -> Math.max(0, 0.63 - x), 0);
    assertThat(search.places()).hasSize(1);
    assertThat(search.places().get(0).at()).isCloseTo(0.63, within(1e-9));
    assertThat(search.places().get(0).until()).isEqualTo(1);
  }

  @Test
  void aPointThatIsHitIsNoPlateau() {
    // 0.5 is one of the points.
    RootSearch.Place place = search(x -> x, 0.5).places().get(0);
    assertThat(place.at()).isEqualTo(0.5);
    assertThat(place.isStretch()).isFalse();
  }

  @Test
  void aConstantIsSaidToBeOne() {
    assertThat(search(x -> 7, 8).course()).isEqualTo(RootSearch.Course.CONSTANT);
  }

  @Test
  void theSmallestValueUnderAConstraint() {
    // x + 2 y with x y >= 0.125: x = 2 y there, so y = 0.25, x = 0.5 and the value is 1.
    ConstrainedMinimum minimum =
        new ConstrainedMinimum(
            p -> new ConstrainedMinimum.Outcome(p[0] + 2 * p[1], Math.max(0, 0.125 - p[0] * p[1])),
            2);
    minimum.search(3000, 5);
    assertThat(minimum.bestOutcome().violation()).isZero();
    assertThat(minimum.bestOutcome().value()).isCloseTo(1, within(1e-3));
    assertThat(minimum.best()[0]).isCloseTo(0.5, within(0.02));
  }

  @Test
  void withoutAnswerThePointThatBreaksLeast() {
    // x is to be above 2, but cannot be above 1.
    ConstrainedMinimum minimum =
        new ConstrainedMinimum(p -> new ConstrainedMinimum.Outcome(p[1], 2 - p[0]), 2);
    minimum.search(800, 5);
    assertThat(minimum.bestOutcome().violation()).isCloseTo(1, within(1e-3));
  }

  @Test
  void theSameSeedGivesTheSameAnswer() {
    double[][] found = new double[2][];
    for (int i = 0; i < 2; i++) {
      ConstrainedMinimum minimum =
          new ConstrainedMinimum(
              p -> new ConstrainedMinimum.Outcome(Math.sin(9 * p[0]) + p[1], 0), 2);
      minimum.search(400, 11);
      found[i] = minimum.best();
    }
    assertThat(found[0]).containsExactly(found[1]);
  }
}
