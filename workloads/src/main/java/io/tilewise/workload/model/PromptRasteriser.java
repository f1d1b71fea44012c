package io.tilewise.workload.model;

import io.tilewise.workload.ElementType;
import io.tilewise.workload.Shape;
import io.tilewise.workload.TensorType;
import io.tilewise.workload.graph.ConversionOperator.Cast;
import io.tilewise.workload.graph.GraphBuilder;
import io.tilewise.workload.graph.MovementOperator.Concat;
import io.tilewise.workload.graph.MovementOperator.Repeat;
import io.tilewise.workload.graph.MovementOperator.Reshape;
import io.tilewise.workload.graph.MovementOperator.Select;
import io.tilewise.workload.graph.MovementOperator.Unsqueeze;
import io.tilewise.workload.graph.Node;
import io.tilewise.workload.graph.PointwiseOperator.Binary;
import io.tilewise.workload.graph.PointwiseOperator.BinaryFunction;
import io.tilewise.workload.graph.PointwiseOperator.CompareToNumber;
import io.tilewise.workload.graph.PointwiseOperator.Unary;
import io.tilewise.workload.graph.PointwiseOperator.UnaryFunction;
import io.tilewise.workload.graph.PointwiseOperator.Where;
import io.tilewise.workload.graph.PoolingOperator.Interpolation;
import io.tilewise.workload.graph.PoolingOperator.Resize;
import io.tilewise.workload.graph.ReductionOperator.Function;
import io.tilewise.workload.graph.ReductionOperator.Reduce;
import io.tilewise.workload.graph.SourceOperator.Fill;
import io.tilewise.workload.graph.SourceOperator.Range;
import java.util.List;

/**
 * The early fusion of {@link SqueezeSam}: the image is resized and normalized, and the prompts (one
 * query of two points, with labels) are drawn into two more planes, a filled box and discs around
 * the points.
 *
 * <p>The operators are inferred from recorded exports of the released network, since its source is
 * not part of this project; the plans made of them equal those exports call by call.
 */
final class PromptRasteriser {
  private static final int POINTS = 2;
  private static final int COLOURS = 3;

  private final GraphBuilder graph;
  private final ElementType element;
  private final int size;

  PromptRasteriser(GraphBuilder graph, SqueezeSamParameters parameters, ElementType element) {
    this.graph = graph;
    this.element = element;
    this.size = parameters.imageSize();
  }

  /** The fused image, {@code [1,5,size,size]}. */
  Node fusedImage() {
    Node image = graph.input("image", TensorType.of(element, 1, COLOURS, size, size));
    Node given = graph.input("points", TensorType.of(element, 1, 1, POINTS, 2));
    Node labels = graph.input("labels", TensorType.of(element, 1, 1, POINTS));

    Node points = rescaled(given);
    Node pixels = normalized(image);
    Node rows = pixelIndex("pixels.rows", Shape.of(1, 1, size, 1));
    Node columns = pixelIndex("pixels.columns", Shape.of(1, 1, 1, size));
    Node box = box(points, labels, rows, columns);
    Node discs = discs(points, labels, rows, columns);

    Node planes = graph.apply("fusion.image", new Unsqueeze(1), pixels);
    Shape perQuery = planes.type().shape();
    planes = graph.apply("fusion.per_query", new Repeat(perQuery), planes);
    Node boxPlane = graph.apply("fusion.box", new Unsqueeze(2), box);
    Node discPlane = graph.apply("fusion.discs", new Unsqueeze(2), discs);
    Node fused = graph.apply("fusion.concat", new Concat(2), planes, boxPlane, discPlane);
    int channels = fused.type().shape().dim(2);
    return graph.apply("fusion.join", new Reshape(Shape.of(1, channels, size, size)), fused);
  }

  /** Points in pixels of the resized image; negative ones mean that there is none. */
  private Node rescaled(Node points) {
    return stack(
        "points.rescaled", rescaled("points.x", points, 0), rescaled("points.y", points, 1));
  }

  private Node rescaled(String name, Node points, int coordinate) {
    Node tested = graph.apply(name, new Select(3, coordinate), points);
    Node given = compare(name + ".given", BinaryFunction.GREATER_OR_EQUAL, tested);
    Node value = graph.apply(name, new Select(3, coordinate), points);
    value = binary(name + ".times_size", BinaryFunction.MULTIPLY, value, integer(name + ".size"));
    value = binary(name + ".by_input", BinaryFunction.DIVIDE, value, integer(name + ".input"));
    Node none = graph.apply(name + ".none", new Fill(TensorType.of(element)));
    return graph.apply(name + ".scaled", new Where(), given, value, none);
  }

  private Node normalized(Node image) {
    TensorType perColour = TensorType.of(element, 1, COLOURS, 1, 1);
    Node mean = graph.buffer("image.mean", perColour);
    Node deviation = graph.buffer("image.deviation", perColour);
    Node resized =
        graph.apply("image.resize", new Resize(Interpolation.BILINEAR, size, size, false), image);
    Node centred = binary("image.centred", BinaryFunction.SUBTRACT, resized, mean);
    return binary("image.normalized", BinaryFunction.DIVIDE, centred, deviation);
  }

  /** True between the smallest and the largest coordinates of the points, if they form a box. */
  private Node box(Node points, Node labels, Node rows, Node columns) {
    Node first = graph.apply("box.label", new Select(2, 0), labels);
    Node isBox = compare("box.given", BinaryFunction.NOT_EQUAL, first);
    Node valid = cast("box.valid", isBox, ElementType.F32);
    Node left = extreme("box.left", points, 0, Function.MIN);
    Node top = extreme("box.top", points, 1, Function.MIN);
    Node right = extreme("box.right", points, 0, Function.MAX);
    Node bottom = extreme("box.bottom", points, 1, Function.MAX);
    left = binary("box.left.valid", BinaryFunction.MULTIPLY, left, valid);
    top = binary("box.top.valid", BinaryFunction.MULTIPLY, top, valid);
    right = orOutside("box.right", right, valid);
    bottom = orOutside("box.bottom", bottom, valid);

    Node rightOfLeft =
        binary("box.1", BinaryFunction.GREATER_OR_EQUAL, columns, onPlane("box.left", left));
    Node belowTop = binary("box.2", BinaryFunction.GREATER_OR_EQUAL, rows, onPlane("box.top", top));
    Node leftOfRight =
        binary("box.3", BinaryFunction.LESS_OR_EQUAL, columns, onPlane("box.right", right));
    Node aboveBottom =
        binary("box.4", BinaryFunction.LESS_OR_EQUAL, rows, onPlane("box.bottom", bottom));
    Node after = binary("box.after", BinaryFunction.AND, rightOfLeft, belowTop);
    Node before = binary("box.before", BinaryFunction.AND, leftOfRight, aboveBottom);
    return binary("box", BinaryFunction.AND, after, before);
  }

  private Node extreme(String name, Node points, int coordinate, Function function) {
    Node values = graph.apply(name + ".values", new Select(3, coordinate), points);
    return graph.apply(name, new Reduce(function, 2), values);
  }

  /** The value where valid is 1, a number that no pixel is below where it is 0. */
  private Node orOutside(String name, Node value, Node valid) {
    Node invalid =
        binary(name + ".invalid", BinaryFunction.SUBTRACT, integer(name + ".one"), valid);
    Node outside =
        binary(name + ".outside", BinaryFunction.MULTIPLY, invalid, integer(name + ".none"));
    Node kept = binary(name + ".valid", BinaryFunction.MULTIPLY, value, valid);
    return binary(name + ".or_outside", BinaryFunction.ADD, kept, outside);
  }

  private Node pixelIndex(String name, Shape line) {
    Node range = graph.apply(name + ".range", new Range(TensorType.of(ElementType.S64, size)));
    Node shaped = graph.apply(name + ".line", new Reshape(line), range);
    return graph.apply(name, new Repeat(Shape.of(1, 1, size, size)), shaped);
  }

  private Node onPlane(String name, Node scalar) {
    Node row = graph.apply(name + ".row", new Unsqueeze(-1), scalar);
    return graph.apply(name + ".plane", new Unsqueeze(-1), row);
  }

  /** True within a fixed distance of a point whose label says that it is one. */
  private Node discs(Node points, Node labels, Node rows, Node columns) {
    Node isPoint = compare("discs.given", BinaryFunction.EQUAL, labels);
    Node valid = cast("discs.valid", isPoint, ElementType.F32);
    valid = graph.apply("discs.valid.row", new Unsqueeze(2), valid);
    valid = graph.apply("discs.valid.plane", new Unsqueeze(2), valid);

    Node pixels = stack("discs.pixels", columns, rows);
    pixels = graph.apply("discs.pixels.per_point", new Unsqueeze(4), pixels);
    Node centres = graph.apply("discs.centres.row", new Unsqueeze(2), points);
    centres = graph.apply("discs.centres.plane", new Unsqueeze(2), centres);
    pixels = cast("discs.pixels.cast", pixels, element);
    Node offset = binary("discs.offset", BinaryFunction.SUBTRACT, pixels, centres);
    Node squared = graph.apply("discs.squared", new Unary(UnaryFunction.SQUARE), offset);
    Node distance = graph.apply("discs.distance", new Reduce(Function.SUM, 5), squared);

    Node kept = binary("discs.valid_distance", BinaryFunction.MULTIPLY, distance, valid);
    Node invalid = binary("discs.invalid", BinaryFunction.SUBTRACT, integer("discs.one"), valid);
    Node far = binary("discs.far", BinaryFunction.MULTIPLY, invalid, real("discs.far_away"));
    Node masked = binary("discs.masked", BinaryFunction.ADD, kept, far);
    Node nearest = graph.apply("discs.nearest", new Reduce(Function.MIN, 4), masked);
    return compare("discs", BinaryFunction.LESS_OR_EQUAL, nearest);
  }

  /** Two tensors along a new last dimension. */
  private Node stack(String name, Node first, Node second) {
    int axis = first.type().shape().rank();
    Node a = graph.apply(name + ".first", new Unsqueeze(-1), first);
    Node b = graph.apply(name + ".second", new Unsqueeze(-1), second);
    return graph.apply(name, new Concat(axis, true), List.of(a, b));
  }

  private Node binary(String name, BinaryFunction function, Node left, Node right) {
    return graph.apply(name, new Binary(function), left, right);
  }

  private Node compare(String name, BinaryFunction function, Node x) {
    return graph.apply(name, new CompareToNumber(function), x);
  }

  private Node cast(String name, Node x, ElementType to) {
    return graph.apply(name, new Cast(to), x);
  }

  private Node integer(String name) {
    return graph.scalar(name, TensorType.of(ElementType.S64));
  }

  private Node real(String name) {
    return graph.scalar(name, TensorType.of(ElementType.F32));
  }
}
