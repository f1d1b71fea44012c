package io.tilewise.workload.file;

import io.tilewise.workload.ElementType;
import io.tilewise.workload.Shape;
import io.tilewise.workload.TensorType;
import io.tilewise.workload.graph.Graph;
import io.tilewise.workload.graph.GraphBuilder;
import io.tilewise.workload.graph.Node;
import io.tilewise.workload.graph.Operator;
import io.tilewise.workload.graph.ShapeMismatch;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes a graph of a file whose names are sound, and says which operators do not fit. */
final class GraphAssembly {

  /** Takes operators that do not fit what they are applied to. */
  interface Misfits {
    /**
     * Takes one.
     *
     * @param operator index of the operator in the file
     * @param input index of the input that does not fit, or -1 if it is none in particular
     */
    void report(int operator, int input, String message);
  }

  private final GraphFile file;
  private final Misfits misfits;
  private final GraphBuilder builder;
  private final Map<String, Node> nodes = new HashMap<>();

  GraphAssembly(GraphFile file, String graphName, Misfits misfits) {
    this.file = file;
    this.misfits = misfits;
    this.builder = new GraphBuilder(graphName);
    file.inputs().forEach((name, shape) -> nodes.put(name, builder.input(name, type(shape))));
    file.integerInputs()
        .forEach(
            (name, shape) ->
                nodes.put(
                    name, builder.input(name, new TensorType(ElementType.S64, Shape.of(shape)))));
    file.parameters()
        .forEach((name, shape) -> nodes.put(name, builder.parameter(name, type(shape))));
  }

  private TensorType type(List<Integer> shape) {
    return new TensorType(file.dtype().floating(), Shape.of(shape));
  }

  /** Applies operators, each after those it reads from. What reads a misfit is left out. */
  GraphAssembly addAll(List<Integer> order) {
    for (int index : order) {
      OperatorFile operator = file.operators().get(index);
      if (operator.inputs().stream().allMatch(nodes::containsKey)) {
        add(index, operator, operator.inputs().stream().map(nodes::get).toList());
      }
    }
    return this;
  }

  private void add(int index, OperatorFile written, List<Node> operands) {
    List<TensorType> types = operands.stream().map(Node::type).toList();
    try {
      Operator operator = written.on(types);
      TensorSize.problem(operator.infer(types).shape().dims())
          .ifPresentOrElse(
              problem -> misfit(index, -1, problem),
              () -> nodes.put(written.name(), builder.apply(written.name(), operator, operands)));
    } catch (ShapeMismatch mismatch) {
      misfit(index, mismatch.operand(), mismatch.getMessage());
    } catch (IllegalArgumentException refusal) {
      misfit(index, -1, refusal.getMessage());
    } catch (ArithmeticException overflow) {
      misfit(index, -1, "the result is too large");
    }
  }

  private void misfit(int index, int input, String problem) {
    OperatorFile written = file.operators().get(index);
    String about = input < 0 ? "" : "input \"" + written.inputs().get(input) + "\" ";
    misfits.report(index, input, "operator \"" + written.name() + "\": " + about + problem);
  }

  /** The graph of what was applied. */
  Graph graph() {
    return builder.build(file.outputs().stream().map(nodes::get).toList());
  }
}
