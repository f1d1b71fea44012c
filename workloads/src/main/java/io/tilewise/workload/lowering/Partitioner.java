package io.tilewise.workload.lowering;

import io.tilewise.workload.graph.Graph;
import io.tilewise.workload.graph.Node;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Finds the parts of a graph that can be handed to a backend: those of the greedy algorithm of
 * PyTorch's capability-based partitioner, in one pass over the graph.
 *
 * <p><b>The greedy algorithm</b> walks the graph from its end. Each supported node starts a part,
 * which is then merged with all older parts, the oldest first, one after the other, unless that
 * would make a cycle: a path that leaves the merged part and comes back to it, through other nodes
 * or parts. Done as it is described, it searches the graph for every pair of a node and a part.
 *
 * <p><b>What it finds</b> has a simple form. The level of a node is the largest number of steps
 * from an unsupported node to a supported one on any path that begins at the node and follows the
 * results. Part {@code k} consists of the supported nodes of level {@code k}. Levels are computed
 * from the end, each from those of the readers, so the cost is that of looking at every operand of
 * every node once.
 *
 * <p><b>Why both are the same.</b> Suppose it holds for the nodes that the walk has passed, which
 * are all that a new node {@code x} of level {@code k} leads to; no part leads to {@code x}.
 *
 * <ul>
 *   <li>{@code x} cannot join an older part {@code j < k}: from {@code x} a path leads through an
 *       unsupported node to part {@code k - 1}, and from each part to the one before.
 *   <li>{@code x} can join part {@code k}: a path from {@code x} back to it would lead through an
 *       unsupported node, which gave {@code x} a higher level, or through an older part, from where
 *       levels do not rise again.
 *   <li>If there is no part {@code k} yet, {@code x} becomes it, since levels have no gaps.
 *   <li>Parts that could not be merged never can be: a path between them leads through an
 *       unsupported node, and that never becomes part of anything.
 * </ul>
 *
 * <p>Branches that do not depend on each other thus share a part, which is why the real listings
 * show token-path linears in the same delegate as encoder convolutions.
 */
final class Partitioner {
  private final List<Node> nodes;
  private final Map<Node, Integer> positions = new HashMap<>();

  Partitioner(Graph graph) {
    nodes = graph.nodes();
    for (Node node : nodes) {
      positions.put(node, positions.size());
    }
  }

  /**
   * The parts, each in graph order, ordered by their last nodes, the latest first.
   *
   * @param supported whether the backend can execute a node
   * @param groups supported nodes that must be in one part: each group counts as one node, in the
   *     place of its last one
   * @throws IllegalArgumentException if a node is in two groups, a node of a group is not supported
   *     or is read from outside before the last node of the group, so that it could not be in its
   *     place
   */
  List<List<Node>> partition(Predicate<Node> supported, List<List<Node>> groups) {
    boolean[] isSupported = new boolean[nodes.size()];
    for (int i = 0; i < isSupported.length; i++) {
      isSupported[i] = supported.test(nodes.get(i));
    }
    int[] last = lastOfGroups(groups, isSupported);
    int[] levels = levels(last, isSupported);

    List<List<Node>> parts = new ArrayList<>();
    for (int i = 0; i < levels.length; i++) {
      if (isSupported[i]) {
        int level = levels[last[i]];
        while (parts.size() <= level) {
          parts.add(new ArrayList<>());
        }
        parts.get(level).add(nodes.get(i));
      }
    }
    return parts;
  }

  /** For each node the last node of its group, which is itself if it is in none. */
  private int[] lastOfGroups(List<List<Node>> groups, boolean[] isSupported) {
    int[] last = new int[nodes.size()];
    Arrays.setAll(last, i -> i);
    boolean[] grouped = new boolean[last.length];
    for (List<Node> group : groups) {
      int latest = group.stream().mapToInt(positions::get).max().orElseThrow();
      for (Node node : group) {
        int i = positions.get(node);
        if (grouped[i]) {
          throw new IllegalArgumentException(node + " is in two groups");
        }
        if (!isSupported[i]) {
          throw new IllegalArgumentException(node + " is in a group and not supported");
        }
        grouped[i] = true;
        last[i] = latest;
      }
    }
    return last;
  }

  /** The level of each node or, for a group, of its last one. */
  private int[] levels(int[] last, boolean[] isSupported) {
    int[] levels = new int[last.length];
    for (int i = last.length - 1; i >= 0; i--) {
      int reader = last[i];
      for (Node operand : nodes.get(i).operands()) {
        int read = last[positions.get(operand)];
        if (read != reader) {
          if (read > i) {
            throw new IllegalArgumentException(
                nodes.get(i) + " reads from the group of " + nodes.get(read) + " before its end");
          }
          int step = isSupported[reader] && !isSupported[read] ? 1 : 0;
          levels[read] = Math.max(levels[read], levels[reader] + step);
        }
      }
    }
    return levels;
  }
}
