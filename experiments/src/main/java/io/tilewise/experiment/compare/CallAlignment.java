package io.tilewise.experiment.compare;

import io.tilewise.experiment.align.Alignment;
import io.tilewise.experiment.align.Alignment.Step;
import io.tilewise.experiment.result.CallResult;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Which calls of two runs correspond.
 *
 * <ol>
 *   <li>Calls of the same name, operator and shapes, in sequence ({@link Alignment}).
 *   <li>Of the others, those of the same name, operator and shapes in another place: they have
 *       moved, as when a runtime executes independent branches in another order.
 *   <li>Between the calls of the first step, those of the same name and operator in sequence, whose
 *       shapes have changed; then those of the same operator and shapes, which were renamed.
 * </ol>
 *
 * <p>The rest was inserted or removed.
 */
final class CallAlignment {
  private static final List<Function<CallResult, ?>> KEYS =
      List.of(
          CallAlignment::identity,
          call -> List.of(call.name(), call.operator()),
          call -> List.of(call.operator(), call.shape()));

  /** The indices of the calls that have moved. */
  private final Set<Integer> movedOnLeft = new HashSet<>();

  private final Set<Integer> movedOnRight = new HashSet<>();

  private CallAlignment() {}

  private static Object identity(CallResult call) {
    return List.of(call.name(), call.operator(), call.shape());
  }

  /**
   * One call of the left run, of the right one, or of both.
   *
   * @param left the call on the left; empty if it was inserted
   * @param right the call on the right; empty if it was removed
   * @param isMoved whether it is on both sides, in another order among the others
   */
  record Pair(Optional<CallResult> left, Optional<CallResult> right, boolean isMoved) {
    boolean isMatch() {
      return left.isPresent() && right.isPresent();
    }
  }

  /** The pairs, each call of both runs once; on the whole in the order of execution. */
  static List<Pair> of(List<CallResult> left, List<CallResult> right) {
    return new CallAlignment().inSequence(left, right, 0);
  }

  private List<Pair> inSequence(List<CallResult> left, List<CallResult> right, int level) {
    if (level == KEYS.size() || left.isEmpty() || right.isEmpty()) {
      return oneSided(left, right);
    }
    List<Step> steps = Alignment.of(keys(left, level), keys(right, level));
    List<Pair> pairs = new ArrayList<>();
    if (level == 0) {
      pairs.addAll(moved(steps, left, right));
    }
    List<CallResult> leftGap = new ArrayList<>();
    List<CallResult> rightGap = new ArrayList<>();
    for (Step step : steps) {
      if (step.isMatch()) {
        pairs.addAll(inSequence(leftGap, rightGap, level + 1));
        leftGap.clear();
        rightGap.clear();
        pairs.add(
            pair(left.get(step.left().getAsInt()), right.get(step.right().getAsInt()), false));
      } else {
        step.left().ifPresent(index -> addUnlessMoved(left.get(index), movedOnLeft, leftGap));
        step.right().ifPresent(index -> addUnlessMoved(right.get(index), movedOnRight, rightGap));
      }
    }
    pairs.addAll(inSequence(leftGap, rightGap, level + 1));
    return pairs;
  }

  private static void addUnlessMoved(CallResult call, Set<Integer> moved, List<CallResult> gap) {
    if (!moved.contains(call.index())) {
      gap.add(call);
    }
  }

  private List<Pair> moved(List<Step> steps, List<CallResult> left, List<CallResult> right) {
    Map<Object, Deque<CallResult>> onRight = new HashMap<>();
    for (Step step : steps) {
      if (!step.isMatch() && step.right().isPresent()) {
        CallResult call = right.get(step.right().getAsInt());
        onRight.computeIfAbsent(identity(call), key -> new ArrayDeque<>()).add(call);
      }
    }
    List<Pair> pairs = new ArrayList<>();
    for (Step step : steps) {
      if (!step.isMatch() && step.left().isPresent()) {
        CallResult call = left.get(step.left().getAsInt());
        Deque<CallResult> same = onRight.getOrDefault(identity(call), new ArrayDeque<>());
        if (!same.isEmpty()) {
          CallResult there = same.remove();
          movedOnLeft.add(call.index());
          movedOnRight.add(there.index());
          pairs.add(pair(call, there, true));
        }
      }
    }
    return pairs;
  }

  private static List<Pair> oneSided(List<CallResult> left, List<CallResult> right) {
    List<Pair> pairs = new ArrayList<>();
    left.forEach(call -> pairs.add(new Pair(Optional.of(call), Optional.empty(), false)));
    right.forEach(call -> pairs.add(new Pair(Optional.empty(), Optional.of(call), false)));
    return pairs;
  }

  private static Pair pair(CallResult left, CallResult right, boolean isMoved) {
    return new Pair(Optional.of(left), Optional.of(right), isMoved);
  }

  private static List<?> keys(List<CallResult> calls, int level) {
    return calls.stream().map(KEYS.get(level)).toList();
  }
}
