package io.tilewise.workload.lowering;

import io.tilewise.workload.graph.Graph;
import io.tilewise.workload.graph.Node;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The greedy algorithm of PyTorch's capability-based partitioner as it is described, with a search
 * for cycles through the whole graph for every two parts that it tries to merge.
 */
final class GreedyPartition {
  private final List<Node> nodes;
  private final Map<Node, List<Node>> users;

  /** The part of each node; a node that is in none yet is alone in one. */
  private final Map<Node, Set<Node>> partOf = new HashMap<>();

  private final List<Set<Node>> parts = new ArrayList<>();

  GreedyPartition(Graph graph) {
    nodes = graph.nodes();
    users = graph.users();
    nodes.forEach(node -> partOf.put(node, Set.of(node)));
  }

  List<List<Node>> partition(Predicate<Node> supported, List<List<Node>> groups) {
    Map<Node, List<Node>> groupOf = new HashMap<>();
    groups.forEach(group -> group.forEach(node -> groupOf.put(node, group)));
    for (int i = nodes.size() - 1; i >= 0; i--) {
      Node node = nodes.get(i);
      if (supported.test(node) && !parts.contains(partOf.get(node))) {
        parts.add(union(groupOf.getOrDefault(node, List.of(node)), Set.of()));
        mergeAllWith(parts.size() - 1);
      } else if (!parts.isEmpty()) {
        mergeAllWith(0);
      }
    }
    return parts.stream().map(part -> nodes.stream().filter(part::contains).toList()).toList();
  }

  /** Merges what can be merged with a part; the result stands where the first of them stood. */
  private void mergeAllWith(int place) {
    Set<Node> merged = parts.get(place);
    for (Set<Node> candidate : List.copyOf(parts)) {
      boolean isMerged = candidate == merged || !parts.contains(candidate);
      if (!isMerged && !makesCycle(candidate, merged)) {
        int first = Math.min(parts.indexOf(candidate), parts.indexOf(merged));
        parts.remove(candidate);
        parts.remove(merged);
        merged = union(candidate, merged);
        parts.add(first, merged);
      }
    }
  }

  private Set<Node> union(Iterable<Node> left, Set<Node> right) {
    Set<Node> union = new LinkedHashSet<>(right);
    left.forEach(union::add);
    union.forEach(node -> partOf.put(node, union));
    return union;
  }

  /** Whether a path leaves the union of two parts and comes back, through nodes and whole parts. */
  private boolean makesCycle(Set<Node> left, Set<Node> right) {
    Deque<Node> next = new ArrayDeque<>();
    left.forEach(node -> next.addAll(users.get(node)));
    right.forEach(node -> next.addAll(users.get(node)));
    next.removeIf(node -> left.contains(node) || right.contains(node));
    Set<Node> seen = new HashSet<>();
    while (!next.isEmpty()) {
      Node node = next.remove();
      if (left.contains(node) || right.contains(node)) {
        return true;
      }
      if (seen.add(node)) {
        next.addAll(partOf.get(node));
        next.addAll(users.get(node));
      }
    }
    return false;
  }
}
