package io.tilewise.importer.executorch;

import io.tilewise.importer.binary.FlatTable;
import io.tilewise.importer.binary.ImportException;
import io.tilewise.workload.Layout;
import io.tilewise.workload.TensorType;
import io.tilewise.workload.WeightScales;
import io.tilewise.workload.graph.MatrixOperator;
import io.tilewise.workload.graph.MatrixOperator.Convolution;
import io.tilewise.workload.graph.MatrixOperator.TransposedConvolution;
import io.tilewise.workload.graph.MovementOperator.Permute;
import io.tilewise.workload.graph.MovementOperator.View;
import io.tilewise.workload.graph.Operator;
import io.tilewise.workload.graph.Origin;
import io.tilewise.workload.graph.PoolingOperator;
import io.tilewise.workload.plan.Backend;
import io.tilewise.workload.plan.KernelCall;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;

/** Collects the kernel calls of a program in the order of execution. */
final class PlanBuilder {
  private static final List<Integer> TO_CHANNELS_LAST = List.of(0, 2, 3, 1);

  private static final long MOST_COUNTED = 1L << 45;

  private final List<KernelCall> calls = new ArrayList<>();
  private int delegates;

  /** For a place in memory: the calls that computed what lies there now. */
  private final Map<String, List<Integer>> producers = new HashMap<>();

  List<KernelCall> calls() {
    return calls;
  }

  int size() {
    return calls.size();
  }

  /** A kernel of the portable library; its name is the instruction's number. */
  void addPortable(int instruction, KernelArguments arguments) {
    PortableOperators.Applied applied = PortableOperators.of(arguments);
    Optional<Layout> layout =
        arguments.result().shape().rank() == 4 ? Optional.of(Layout.NCHW) : Optional.empty();
    add(
        "kernel." + instruction,
        arguments.operator(),
        applied.operator(),
        Backend.PORTABLE,
        OptionalInt.empty(),
        applied.operands(),
        arguments.result(),
        layout,
        Optional.empty(),
        producersOf(arguments.placesRead(), producers),
        arguments::error);
    List<Integer> written = List.of(calls.size() - 1);
    arguments.placesWritten().forEach(place -> producers.put(place, written));
  }

  private static <T> List<Integer> producersOf(List<T> read, Map<T, List<Integer>> producers) {
    return read.stream()
        .flatMap(place -> producers.getOrDefault(place, List.of()).stream())
        .distinct()
        .sorted()
        .toList();
  }

  /**
   * The nodes of a delegate, named by the number of the delegate call and theirs in it.
   *
   * @param arguments where the arguments of the delegate call lie
   */
  void addDelegate(XnnGraph graph, List<String> arguments) {
    OptionalInt delegate = OptionalInt.of(delegates++);
    Map<Long, List<Integer>> computed = new HashMap<>();
    graph
        .values()
        .forEach(
            (id, value) -> {
              if (value.isFromOutside() && value.argument() < arguments.size()) {
                String place = arguments.get((int) value.argument());
                computed.put(id, producers.getOrDefault(place, List.of()));
              }
            });
    Set<Long> channelsLast = new HashSet<>();
    for (int i = 0; i < graph.nodes().size(); i++) {
      FlatTable written = graph.nodes().get(i);
      XnnNode node = XnnNode.of(written, graph);
      XnnOperators.Applied applied = XnnOperators.of(node);
      boolean last = isChannelsLast(node, applied.operator(), channelsLast);
      if (last) {
        channelsLast.add(node.result());
      }
      Optional<Layout> layout =
          applied.result().shape().rank() == 4
              ? Optional.of(last ? Layout.NHWC : Layout.NCHW)
              : Optional.empty();
      add(
          "delegate." + delegate.getAsInt() + "." + i,
          node.type().label(),
          applied.operator(),
          Backend.XNNPACK,
          delegate,
          applied.operands(),
          applied.result(),
          layout,
          applied.scales(),
          producersOf(node.operandIds(), computed),
          node::error);
      computed.put(node.result(), List.of(calls.size() - 1));
    }
    graph
        .values()
        .forEach(
            (id, value) -> {
              if (value.isToOutside() && value.argument() < arguments.size()) {
                String place = arguments.get((int) value.argument());
                producers.put(place, computed.getOrDefault(id, List.of()));
              }
            });
  }

  /** Images have their channels last behind what needs that, and until they are transposed. */
  private static boolean isChannelsLast(XnnNode node, Operator operator, Set<Long> channelsLast) {
    if (operator instanceof Convolution
        || operator instanceof TransposedConvolution
        || operator instanceof PoolingOperator) {
      return true;
    }
    if (operator instanceof Permute permute) {
      return permute.order().equals(TO_CHANNELS_LAST);
    }
    return !(operator instanceof MatrixOperator)
        && !(operator instanceof View)
        && node.operandIds().stream().anyMatch(channelsLast::contains);
  }

  private void add(
      String name,
      String runtimeOperator,
      Operator operator,
      Backend backend,
      OptionalInt delegate,
      List<TensorType> operands,
      TensorType result,
      Optional<Layout> layout,
      Optional<WeightScales> scales,
      List<Integer> inputs,
      Function<String, ImportException> error) {
    KernelCall call =
        new KernelCall(
            calls.size(),
            name,
            runtimeOperator,
            operator,
            backend,
            delegate,
            operands,
            result,
            layout,
            scales,
            operator.kind().category(),
            Origin.model(name),
            inputs);
    requireCountable(call, error);
    calls.add(call);
  }

  /** What no computer could compute is damage, and would overflow sums later. */
  private static void requireCountable(KernelCall call, Function<String, ImportException> error) {
    try {
      if (call.multiplyAccumulates() <= MOST_COUNTED && call.bytes() <= MOST_COUNTED) {
        return;
      }
    } catch (ArithmeticException overflow) {
      // Refused below.
    }
    throw error.apply(call.operands() + " -> " + call.result() + " is too large to be meant");
  }
}
