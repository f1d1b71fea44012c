package io.tilewise.experiment.align;

import static org.assertj.core.api.Assertions.assertThat;

import io.tilewise.experiment.align.Alignment.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AlignmentTest {

  private static List<String> letters(String text) {
    return text.chars().mapToObj(c -> String.valueOf((char) c)).toList();
  }

  /** {@code a} where both have it, {@code -a} and {@code +a} where one has. */
  private static String shown(String left, String right) {
    return Alignment.of(letters(left), letters(right)).stream()
        .map(
            step ->
                step.isMatch()
                    ? "" + left.charAt(step.left().getAsInt())
                    : step.left().isPresent()
                        ? "-" + left.charAt(step.left().getAsInt())
                        : "+" + right.charAt(step.right().getAsInt()))
        .collect(Collectors.joining(" "));
  }

  @Test
  void whatIsInsertedOrRemovedShiftsNothingElse() {
    assertThat(shown("abcdef", "abcdef")).isEqualTo("a b c d e f");
    assertThat(shown("abcdef", "abxcdef")).isEqualTo("a b +x c d e f");
    assertThat(shown("abcdef", "acdef")).isEqualTo("a -b c d e f");
    assertThat(shown("abcdef", "xbcdyf")).isEqualTo("-a +x b c d -e +y f");
    assertThat(shown("", "ab")).isEqualTo("+a +b");
    assertThat(shown("ab", "")).isEqualTo("-a -b");
    assertThat(shown("", "")).isEmpty();
    assertThat(shown("ab", "cd")).isEqualTo("-a -b +c +d");
  }

  /** By the table of the longest common subsequences of all prefixes. */
  private static int longest(List<Integer> left, List<Integer> right) {
    int[][] table = new int[left.size() + 1][right.size() + 1];
    for (int i = 1; i <= left.size(); i++) {
      for (int j = 1; j <= right.size(); j++) {
        table[i][j] =
            left.get(i - 1).equals(right.get(j - 1))
                ? table[i - 1][j - 1] + 1
                : Math.max(table[i - 1][j], table[i][j - 1]);
      }
    }
    return table[left.size()][right.size()];
  }

  private static List<Integer> random(Random random, int length, int letters) {
    return IntStream.range(0, length).mapToObj(i -> random.nextInt(letters)).toList();
  }

  @Test
  void allElementsAreThereInOrderAndAsManyMatchAsCan() {
    Random random = new Random(7);
    for (int round = 0; round < 2000; round++) {
      int letters = 1 + random.nextInt(6);
      List<Integer> left = random(random, random.nextInt(25), letters);
      List<Integer> right = random(random, random.nextInt(25), letters);
      List<Integer> lefts = new ArrayList<>();
      List<Integer> rights = new ArrayList<>();
      int matches = 0;
      for (Step step : Alignment.of(left, right)) {
        step.left().ifPresent(lefts::add);
        step.right().ifPresent(rights::add);
        if (step.isMatch()) {
          matches++;
          assertThat(left.get(step.left().getAsInt()))
              .isEqualTo(right.get(step.right().getAsInt()));
        }
      }
      assertThat(lefts).isEqualTo(IntStream.range(0, left.size()).boxed().toList());
      assertThat(rights).isEqualTo(IntStream.range(0, right.size()).boxed().toList());
      assertThat(matches).as("%s and %s", left, right).isEqualTo(longest(left, right));
    }
  }

  /**
   * Ten thousand calls, of which none, some or all differ: seconds if memory or time were square.
   */
  @Test
  void longSequencesAreAligned() {
    Random random = new Random(8);
    List<Integer> left = random(random, 10_000, 400);
    List<Integer> right = new ArrayList<>(left);
    for (int i = 0; i < 500; i++) {
      right.remove(random.nextInt(right.size()));
      right.add(random.nextInt(right.size()), -1 - i);
    }
    assertThat(Alignment.of(left, right).stream().filter(Step::isMatch).count())
        .isGreaterThanOrEqualTo(9_500);
    List<Integer> other = IntStream.range(0, 10_000).mapToObj(i -> -1 - i).toList();
    assertThat(Alignment.of(left, other)).hasSize(20_000).noneMatch(Step::isMatch);
  }
}
