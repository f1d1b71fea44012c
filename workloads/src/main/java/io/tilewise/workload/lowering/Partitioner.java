package io.tilewise.workload.lowering;

import io.tilewise.workload.graph.Graph;
import io.tilewise.workload.graph.Node;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Finds the parts of a graph that can be handed to a backend: the greedy algorithm of PyTorch's
 * capability-based partitioner, on groups of nodes that must stay together.
 *
 * <p>The graph is walked from its end. A supported node (with its group) starts a part; then all
 * parts, the new one first and the others from the end of the graph, are merged one after the other
 * with what has been merged so far, unless that would make a cycle: a path that leaves the merged
 * part and comes back to it, through other nodes or parts. Branches that do not depend on each
 * other thus share a part, which is why the real listings show token-path linears in the same
 * delegate as encoder convolutions.
 */
final class Partitioner {
  private final Graph graph;
  private final Map<Node, Integer> position = new HashMap<>();

  /** For each node the unit it belongs to, named by the position of one of its nodes. */
  private final int[] unitOf;

  /** For each unit the positions of its nodes. */
  private final BitSet[] members;

  /** For each unit the positions of the nodes outside that use one of its results. */
  private final BitSet[] readers;

  /** For each node the positions of itself and of all that depend on it. */
  private final BitSet[] reached;

  /** For each unit the positions of its nodes and of all that depend on one of them. */
  private final BitSet[] reachedByUnit;

  /** The units of more than one node. */
  private final BitSet largeUnits = new BitSet();

  /** Counts the changes of each unit, so that a failed merge is tried again only after one. */
  private final int[] version;

  private final Map<Long, Long> failedMerges = new HashMap<>();

  Partitioner(Graph graph) {
    this.graph = graph;
    int size = graph.nodes().size();
    unitOf = new int[size];
    members = new BitSet[size];
    readers = new BitSet[size];
    version = new int[size];
    for (Node node : graph.nodes()) {
      int i = position.size();
      position.put(node, i);
      unitOf[i] = i;
      members[i] = new BitSet(size);
      members[i].set(i);
      readers[i] = new BitSet(size);
      for (Node operand : node.operands()) {
        readers[position.get(operand)].set(i);
      }
    }
    reached = reached(readers);
    reachedByUnit = reached.clone();
  }

  /** A node comes after its operands, so those that depend on it are known before it. */
  private static BitSet[] reached(BitSet[] readers) {
    BitSet[] reached = new BitSet[readers.length];
    for (int i = readers.length - 1; i >= 0; i--) {
      BitSet all = new BitSet(readers.length);
      all.set(i);
      readers[i].stream().forEach(reader -> all.or(reached[reader]));
      reached[i] = all;
    }
    return reached;
  }

  /**
   * The parts, each in graph order, ordered by their last nodes, the latest first.
   *
   * @param supported whether the backend can execute a node
   * @param groups nodes that must be in one part, each node in at most one group
   */
  List<List<Node>> partition(Predicate<Node> supported, List<List<Node>> groups) {
    Map<Node, List<Node>> groupOf = new HashMap<>();
    groups.forEach(group -> group.forEach(node -> groupOf.put(node, group)));

    // One node of each part; parts that start later lie earlier in the graph.
    List<Integer> parts = new ArrayList<>();
    Set<Node> assigned = new HashSet<>();
    // Whether nothing has changed since the parts were tried with the first one, in vain.
    boolean settled = true;
    List<Node> nodes = graph.nodes();
    for (int i = nodes.size() - 1; i >= 0; i--) {
      Node node = nodes.get(i);
      if (supported.test(node) && !assigned.contains(node)) {
        List<Node> group = groupOf.getOrDefault(node, List.of(node));
        assigned.addAll(group);
        parts.add(join(group));
        mergeAll(parts, parts.size() - 1);
        settled = false;
      } else if (!settled) {
        settled = !mergeAll(parts, 0);
      }
    }
    return parts.stream().map(this::nodesOf).toList();
  }

  private int join(List<Node> group) {
    int unit = unitOf[position.get(group.get(0))];
    for (Node node : group.subList(1, group.size())) {
      int other = unitOf[position.get(node)];
      if (other != unit) {
        merge(unit, other);
      }
    }
    return unit;
  }

  /**
   * Tries to merge every part, from the end of the graph, with the part at {@code start}; tells
   * whether it could merge any.
   */
  private boolean mergeAll(List<Integer> parts, int start) {
    int merged = parts.get(start);
    int first = start;
    List<Integer> order = List.copyOf(parts);
    for (int candidate : order) {
      if (candidate != merged && canMerge(merged, candidate)) {
        int at = parts.indexOf(candidate);
        int earlier = Math.min(at, first);
        parts.remove(Math.max(at, first));
        merge(merged, candidate);
        parts.set(earlier, merged);
        first = earlier;
      }
    }
    return parts.size() < order.size();
  }

  private boolean canMerge(int a, int b) {
    long pair = (long) Math.min(a, b) << 32 | Math.max(a, b);
    long versions = (long) version[Math.min(a, b)] << 32 | version[Math.max(a, b)];
    Long failed = failedMerges.get(pair);
    if (failed != null && failed == versions) {
      return false;
    }
    if (makesCycle(a, b)) {
      failedMerges.put(pair, versions);
      return false;
    }
    return true;
  }

  /**
   * Whether a path leads out of the union of two units and back into it. Between nodes, paths
   * follow the graph; through a unit that one of its nodes is reached of, they also leave from the
   * others.
   */
  private boolean makesCycle(int a, int b) {
    BitSet union = (BitSet) members[a].clone();
    union.or(members[b]);
    BitSet outside = (BitSet) readers[a].clone();
    outside.or(readers[b]);
    outside.andNot(union);
    BitSet path = new BitSet();
    for (int i = outside.nextSetBit(0); i >= 0; i = outside.nextSetBit(i + 1)) {
      path.or(reached[i]);
    }
    BitSet others = (BitSet) largeUnits.clone();
    others.clear(a);
    others.clear(b);
    boolean grown = true;
    while (grown && !path.intersects(union)) {
      grown = false;
      for (int unit = others.nextSetBit(0); unit >= 0; unit = others.nextSetBit(unit + 1)) {
        if (path.intersects(members[unit])) {
          path.or(reachedByUnit[unit]);
          others.clear(unit);
          grown = true;
        }
      }
    }
    return path.intersects(union);
  }

  private void merge(int kept, int gone) {
    members[kept].or(members[gone]);
    readers[kept].or(readers[gone]);
    readers[kept].andNot(members[kept]);
    BitSet reachedByBoth = (BitSet) reachedByUnit[kept].clone();
    reachedByBoth.or(reachedByUnit[gone]);
    reachedByUnit[kept] = reachedByBoth;
    largeUnits.set(kept);
    largeUnits.clear(gone);
    for (int i = members[gone].nextSetBit(0); i >= 0; i = members[gone].nextSetBit(i + 1)) {
      unitOf[i] = kept;
    }
    members[gone] = null;
    readers[gone] = null;
    version[kept]++;
  }

  private List<Node> nodesOf(int unit) {
    return members[unit].stream().mapToObj(graph.nodes()::get).toList();
  }
}
