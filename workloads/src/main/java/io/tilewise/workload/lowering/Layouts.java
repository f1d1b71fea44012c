package io.tilewise.workload.lowering;

import io.tilewise.workload.Layout;
import io.tilewise.workload.graph.Graph;
import io.tilewise.workload.graph.MovementOperator.Permute;
import io.tilewise.workload.graph.Node;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The memory order of each tensor of a delegate, after {@link ChannelsLastLayout}. Kept by name,
 * because later passes rebuild nodes but leave names and orders as they are.
 */
final class Layouts {
  private final Set<String> channelsLast = new HashSet<>();

  private Layouts() {}

  /** The orders outside of delegates, where no tensor has its channels last. */
  static Layouts outsideOfDelegates() {
    return new Layouts();
  }

  /** The orders that the layout pass has given to the tensors of a delegate. */
  static Layouts of(Graph graph) {
    Layouts layouts = new Layouts();
    for (Node node : graph.nodes()) {
      if (layouts.isChannelsLast(node)) {
        layouts.channelsLast.add(node.name());
      }
    }
    return layouts;
  }

  private boolean isChannelsLast(Node node) {
    if (node.operator() instanceof Permute permute
        && node.origin().pass().equals(ChannelsLastLayout.NAME)) {
      return permute.order().equals(ChannelsLastLayout.TO_CHANNELS_LAST);
    }
    return node.operands().stream().anyMatch(operand -> channelsLast.contains(operand.name()));
  }

  /** The order of a node's result; empty if it is no image, having other than 4 dimensions. */
  Optional<Layout> of(Node node) {
    if (node.type().shape().rank() != 4) {
      return Optional.empty();
    }
    return Optional.of(channelsLast.contains(node.name()) ? Layout.NHWC : Layout.NCHW);
  }
}
