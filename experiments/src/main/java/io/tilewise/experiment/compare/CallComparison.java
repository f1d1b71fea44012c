package io.tilewise.experiment.compare;

import io.tilewise.experiment.compare.CallAlignment.Pair;
import io.tilewise.experiment.compare.ComparisonResult.CallDifference;
import io.tilewise.experiment.compare.ComparisonResult.TextDifference;
import io.tilewise.experiment.result.CallResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The calls of two scenarios beside each other.
 *
 * @param unchanged how many are the same
 * @param moved how many are on both sides in another order, the same or not
 * @param differences those that are not, the largest difference of time first
 */
record CallComparison(int unchanged, int moved, List<CallDifference> differences) {
  static final String CHANGED = "changed";
  static final String INSERTED = "inserted";
  static final String REMOVED = "removed";

  static CallComparison of(List<CallResult> left, List<CallResult> right) {
    List<CallDifference> differences = new ArrayList<>();
    int unchanged = 0;
    int moved = 0;
    for (Pair pair : CallAlignment.of(left, right)) {
      CallDifference difference = difference(pair);
      moved += pair.isMoved() ? 1 : 0;
      if (difference.kind().equals(CHANGED) && isSame(difference)) {
        unchanged++;
      } else {
        differences.add(difference);
      }
    }
    // Stable: what is as large stays in the order of execution.
    differences.sort(
        Comparator.comparingDouble((CallDifference d) -> Math.abs(d.deltaUs())).reversed());
    return new CallComparison(unchanged, moved, differences);
  }

  int count(String kind) {
    return (int) differences.stream().filter(d -> d.kind().equals(kind)).count();
  }

  private static boolean isSame(CallDifference difference) {
    return difference.deltaUs() == 0
        && difference.differences().isEmpty()
        && difference.leftBoundBy().equals(difference.rightBoundBy());
  }

  private static CallDifference difference(Pair pair) {
    CallResult shown = pair.right().or(pair::left).orElseThrow();
    double left = pair.left().map(CallResult::durationUs).orElse(0.0);
    double right = pair.right().map(CallResult::durationUs).orElse(0.0);
    return new CallDifference(
        pair.isMatch() ? CHANGED : pair.right().isPresent() ? INSERTED : REMOVED,
        pair.left().map(CallResult::index),
        pair.right().map(CallResult::index),
        shown.name(),
        shown.operator(),
        shown.category(),
        left,
        right,
        right - left,
        pair.left().map(CallResult::mostlyBoundBy).orElse(""),
        pair.right().map(CallResult::mostlyBoundBy).orElse(""),
        pair.isMatch() ? differences(pair.left().get(), pair.right().get()) : List.of());
  }

  private static List<TextDifference> differences(CallResult left, CallResult right) {
    List<TextDifference> differences = new ArrayList<>();
    add(differences, "name", left.name(), right.name());
    add(differences, "shape", left.shape(), right.shape());
    add(differences, "dtype", left.dtype(), right.dtype());
    add(differences, "kernel", left.kernel(), right.kernel());
    add(differences, "category", left.category(), right.category());
    add(differences, "threads", left.threads() + "", right.threads() + "");
    return differences;
  }

  static void add(List<TextDifference> differences, String key, String left, String right) {
    if (!left.equals(right)) {
      differences.add(new TextDifference(key, left, right));
    }
  }
}
