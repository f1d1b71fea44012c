package io.tilewise.workload.file;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.stream.IntStream;

/**
 * Operators of a file in an order in which they can be executed, the file's own where it is one.
 */
final class OperatorOrder {
  private final List<Step> operators;
  private final Map<String, Integer> indexOf = new HashMap<>();
  private final List<Integer> sorted = new ArrayList<>();

  /** For each operator: how many of those it reads from have no place in the order yet. */
  private final int[] missing;

  private OperatorOrder(List<Step> operators) {
    this.operators = operators;
    this.missing = new int[operators.size()];
    for (int i = 0; i < operators.size(); i++) {
      indexOf.put(operators.get(i).name(), i);
    }
  }

  static OperatorOrder of(List<Step> operators) {
    OperatorOrder order = new OperatorOrder(operators);
    order.sort();
    return order;
  }

  private void sort() {
    List<List<Integer>> users = new ArrayList<>();
    operators.forEach(operator -> users.add(new ArrayList<>()));
    Queue<Integer> ready = new PriorityQueue<>();
    for (int i = 0; i < operators.size(); i++) {
      List<Integer> before = operatorsBefore(i);
      missing[i] = before.size();
      for (int operand : before) {
        users.get(operand).add(i);
      }
      if (before.isEmpty()) {
        ready.add(i);
      }
    }
    while (!ready.isEmpty()) {
      int next = ready.remove();
      sorted.add(next);
      for (int user : users.get(next)) {
        missing[user]--;
        if (missing[user] == 0) {
          ready.add(user);
        }
      }
    }
  }

  /** The operators that an operator reads from; inputs and parameters are none. */
  private List<Integer> operatorsBefore(int index) {
    return operators.get(index).inputs().stream()
        .filter(indexOf::containsKey)
        .map(indexOf::get)
        .distinct()
        .toList();
  }

  /** Indices of the operators, each after those it reads from; without those behind a cycle. */
  List<Integer> sorted() {
    return sorted;
  }

  /** Indices of operators of which each is read by the next, and the last by the first, if any. */
  List<Integer> cycle() {
    List<Integer> path = new ArrayList<>();
    int at = firstMissing();
    while (at >= 0 && !path.contains(at)) {
      path.add(0, at);
      at = operatorsBefore(at).stream().filter(i -> missing[i] > 0).findFirst().orElseThrow();
    }
    return at < 0 ? List.of() : path.subList(0, path.indexOf(at) + 1);
  }

  private int firstMissing() {
    return IntStream.range(0, missing.length).filter(i -> missing[i] > 0).findFirst().orElse(-1);
  }
}
