package io.tilewise.experiment.compare;

import io.tilewise.experiment.align.Alignment;
import io.tilewise.experiment.align.Alignment.Step;
import io.tilewise.experiment.result.CallResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Which calls of two runs correspond, in order. Calls of the same name, operator and shapes are
 * aligned first ({@link Alignment}); between these, what is left by name and operator, so that a
 * call whose shapes have changed is one that changed; then by operator and shapes, so that one
 * which was only renamed is too. The rest was inserted or removed.
 */
final class CallAlignment {
  private static final List<Function<CallResult, ?>> KEYS =
      List.of(
          call -> List.of(call.name(), call.operator(), call.shape()),
          call -> List.of(call.name(), call.operator()),
          call -> List.of(call.operator(), call.shape()));

  private CallAlignment() {}

  /**
   * One call of the left run, of the right one, or of both.
   *
   * @param left the call on the left; empty if it was inserted
   * @param right the call on the right; empty if it was removed
   */
  record Pair(Optional<CallResult> left, Optional<CallResult> right) {
    boolean isMatch() {
      return left.isPresent() && right.isPresent();
    }
  }

  /** The pairs, in the order of the right run, removed calls where they were. */
  static List<Pair> of(List<CallResult> left, List<CallResult> right) {
    return aligned(left, right, 0);
  }

  private static List<Pair> aligned(List<CallResult> left, List<CallResult> right, int level) {
    List<Pair> pairs = new ArrayList<>();
    if (level == KEYS.size() || left.isEmpty() || right.isEmpty()) {
      left.forEach(call -> pairs.add(new Pair(Optional.of(call), Optional.empty())));
      right.forEach(call -> pairs.add(new Pair(Optional.empty(), Optional.of(call))));
      return pairs;
    }
    List<CallResult> leftGap = new ArrayList<>();
    List<CallResult> rightGap = new ArrayList<>();
    for (Step step : Alignment.of(keys(left, level), keys(right, level))) {
      if (step.isMatch()) {
        pairs.addAll(aligned(leftGap, rightGap, level + 1));
        leftGap.clear();
        rightGap.clear();
        pairs.add(
            new Pair(
                Optional.of(left.get(step.left().getAsInt())),
                Optional.of(right.get(step.right().getAsInt()))));
      } else {
        step.left().ifPresent(index -> leftGap.add(left.get(index)));
        step.right().ifPresent(index -> rightGap.add(right.get(index)));
      }
    }
    pairs.addAll(aligned(leftGap, rightGap, level + 1));
    return pairs;
  }

  private static List<?> keys(List<CallResult> calls, int level) {
    return calls.stream().map(KEYS.get(level)).toList();
  }
}
