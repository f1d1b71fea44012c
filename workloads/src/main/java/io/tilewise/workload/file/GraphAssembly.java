package io.tilewise.workload.file;

import io.tilewise.workload.ElementType;
import io.tilewise.workload.Layout;
import io.tilewise.workload.Shape;
import io.tilewise.workload.TensorType;
import io.tilewise.workload.file.FlatGraph.GivenTensor;
import io.tilewise.workload.file.OtherOperators.CastType;
import io.tilewise.workload.graph.ConversionOperator.Cast;
import io.tilewise.workload.graph.Graph;
import io.tilewise.workload.graph.GraphBuilder;
import io.tilewise.workload.graph.MovementOperator.Permute;
import io.tilewise.workload.graph.Node;
import io.tilewise.workload.graph.Operator;
import io.tilewise.workload.graph.ShapeMismatch;
import io.tilewise.workload.graph.SourceOperator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes a graph of a file whose names are sound, and reports which operators do not fit. */
final class GraphAssembly {
  private static final List<Integer> TO_CHANNELS_FIRST = List.of(0, 3, 1, 2);

  private final FlatGraph flat;
  private final GraphFile file;
  private final ElementType element;
  private final GraphBuilder builder;
  private final Map<String, Node> nodes = new HashMap<>();

  /**
   * A graph without operators yet.
   *
   * @param flat what the file says, its blocks expanded
   * @param file the same as it is written
   * @param graphName name of the graph
   */
  GraphAssembly(FlatGraph flat, GraphFile file, String graphName) {
    this.flat = flat;
    this.file = file;
    this.element = file.dtype().floating();
    this.builder = new GraphBuilder(graphName);
    flat.tensors().forEach(tensor -> nodes.put(tensor.name(), given(tensor)));
  }

  private Node given(GivenTensor tensor) {
    TensorType type = new TensorType(element, Shape.of(tensor.shape()));
    return switch (tensor.giver()) {
      case INPUT -> input(tensor.name(), type);
      case INTEGER_INPUT -> builder.input(tensor.name(), type.with(ElementType.S64));
      case PARAMETER -> builder.parameter(tensor.name(), type);
      case BUFFER -> builder.buffer(tensor.name(), type);
    };
  }

  /** An input as it is given, and what makes of it the tensor that operators read. */
  private Node input(String name, TensorType wanted) {
    boolean channelsLast = file.inputLayouts().get(name) == Layout.NHWC;
    CastType dtype = file.inputDtypes().get(name);
    ElementType given = dtype == null ? element : dtype.element();
    Shape shape = channelsLast ? channelsLast(wanted.shape()) : wanted.shape();
    Node node = builder.input(name, new TensorType(given, shape));
    if (given != element) {
      node = builder.apply(name + ".cast", new Cast(element), node);
    }
    return channelsLast
        ? builder.apply(name + ".permute", new Permute(TO_CHANNELS_FIRST), node)
        : node;
  }

  private static Shape channelsLast(Shape image) {
    return Shape.of(image.dim(0), image.dim(2), image.dim(3), image.dim(1));
  }

  /** Applies operators, each after those it reads from. What reads a misfit is left out. */
  GraphAssembly addAll(List<Integer> order) {
    for (int index : order) {
      Step step = flat.steps().get(index);
      if (step.inputs().stream().allMatch(nodes::containsKey)) {
        add(step, step.inputs().stream().map(nodes::get).toList());
      }
    }
    return this;
  }

  private void add(Step step, List<Node> operands) {
    List<TensorType> types = operands.stream().map(Node::type).toList();
    try {
      Operator operator = step.operator().on(types, element);
      TensorType result = operator.infer(types);
      TensorSize.problem(result.shape().dims())
          .ifPresentOrElse(
              problem -> misfit(step, -1, problem),
              () -> nodes.put(step.name(), applied(step.name(), operator, operands)));
      step.weights().ifPresent(weights -> checkSharedWeights(step, weights, types.get(0), result));
    } catch (ShapeMismatch mismatch) {
      misfit(step, mismatch.operand(), mismatch.getMessage());
    } catch (IllegalArgumentException refusal) {
      misfit(step, -1, refusal.getMessage());
    } catch (ArithmeticException overflow) {
      misfit(step, -1, "the result is too large");
    }
  }

  /** A conversion to the type that a tensor has is none, as in a traced model. */
  private Node applied(String name, Operator operator, List<Node> operands) {
    boolean changesNothing =
        operator instanceof Cast cast && operands.get(0).type().element() == cast.to();
    return changesNothing ? operands.get(0) : builder.apply(name, operator, operands);
  }

  private void checkSharedWeights(Step step, String weights, TensorType x, TensorType result) {
    Node shared = nodes.get(weights);
    Shape needed = Shape.of(result.shape().dim(-1), x.shape().dim(-1));
    if (!(shared.operator() instanceof SourceOperator.Parameter)
        || !shared.type().shape().equals(needed)) {
      step.place()
          .at("weights")
          .problem(
              "operator \""
                  + step.name()
                  + "\": \""
                  + weights
                  + "\" is "
                  + shared.type()
                  + ", but a parameter "
                  + needed
                  + " is needed");
    }
  }

  private static void misfit(Step step, int input, String problem) {
    Place place = input < 0 ? step.place() : step.place().at("inputs").at(input);
    String about = input < 0 ? "" : "input \"" + step.operator().inputs().get(input) + "\" ";
    place.problem("operator \"" + step.name() + "\": " + about + problem);
  }

  /** The graph of what was applied. */
  Graph graph() {
    return builder.build(flat.outputs().stream().map(nodes::get).toList());
  }
}
