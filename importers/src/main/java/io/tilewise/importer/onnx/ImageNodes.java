package io.tilewise.importer.onnx;

import io.tilewise.importer.onnx.OnnxModel.Node;
import io.tilewise.workload.Shape;
import io.tilewise.workload.graph.Learned;
import io.tilewise.workload.graph.MatrixOperator.Convolution;
import io.tilewise.workload.graph.MatrixOperator.TransposedConvolution;
import io.tilewise.workload.graph.Operator;
import io.tilewise.workload.graph.PoolingOperator.AveragePool;
import io.tilewise.workload.graph.PoolingOperator.GlobalAveragePool;
import io.tilewise.workload.graph.PoolingOperator.Interpolation;
import io.tilewise.workload.graph.PoolingOperator.MaxPool;
import io.tilewise.workload.graph.PoolingOperator.Resize;
import io.tilewise.workload.graph.Window;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Convolution, pooling and resize. */
final class ImageNodes {
  private static final int IMAGE_RANK = 4;

  /** In place of the number of an input that a node does not have. */
  private static final int NONE = Integer.MAX_VALUE;

  private ImageNodes() {}

  static void register(Map<String, Handler> handlers) {
    handlers.put("Conv", (c, n) -> List.of(convolution(c, n, 0, 1, 2)));
    handlers.put("ConvInteger", (c, n) -> List.of(convolution(c, n, 0, 1, NONE)));
    handlers.put("QLinearConv", (c, n) -> List.of(convolution(c, n, 0, 3, 8)));
    handlers.put("ConvTranspose", (c, n) -> List.of(transposed(c, n)));
    handlers.put("MaxPool", (c, n) -> List.of(pool(c, n, true)));
    handlers.put("AveragePool", (c, n) -> List.of(pool(c, n, false)));
    handlers.put("GlobalAveragePool", (c, n) -> List.of(globalAverage(c, n)));
    handlers.put("GlobalMaxPool", (c, n) -> List.of(globalMax(c, n)));
    handlers.put("Resize", (c, n) -> List.of(resize(c, n, 2, 3)));
    handlers.put("Upsample", (c, n) -> List.of(resize(c, n, 1, -1)));
  }

  /** An operator on {@code [N,C,H,W]} that is applied to {@code [N,C,W]} too. */
  private static Value onImage(
      Conversion c, Node node, Value x, String word, Operator operator, Map<String, ?> keys) {
    if (x.rank() == IMAGE_RANK) {
      return c.apply(node, word, operator, List.of(x), keys);
    }
    List<Integer> dims = x.shape().dims();
    Value image = c.reshaped(node, x, List.of(dims.get(0), dims.get(1), 1, dims.get(2)));
    Value result = c.apply(node, word, operator, List.of(image), keys);
    return c.reshaped(node, result, result.shape().without(2).dims());
  }

  private static boolean isImage(Value x) {
    return x.rank() == IMAGE_RANK || x.rank() == IMAGE_RANK - 1;
  }

  private static List<Long> spatial(Shape shape) {
    return shape.dims().subList(2, shape.rank()).stream().map(Integer::longValue).toList();
  }

  private static Value convolution(Conversion c, Node node, int data, int filter, int biasInput) {
    Value x = c.input(node, data);
    Value weights = c.input(node, filter);
    if (!isImage(x) || weights.rank() != x.rank() || !weights.constant()) {
      return c.opaque(node);
    }
    Window window = Windows.of(c, node, x.shape(), spatial(weights.shape()));
    int groups = groups(c, node);
    int in = x.shape().dim(1);
    int out = weights.shape().dim(0);
    boolean bias = c.has(node, biasInput);
    if ((long) weights.shape().dim(1) * groups != in) {
      throw c.error(
          node,
          "the weights "
              + weights.shape()
              + " in "
              + groups
              + " groups do not fit the image "
              + x.shape());
    }
    Convolution operator =
        build(
            c,
            node,
            () -> new Convolution(out, in, window, groups, false, false, Learned.of(bias)));
    Map<String, Object> keys = new LinkedHashMap<>();
    keys.put("channels", out);
    keys.putAll(Windows.keys("kernel", window));
    if (groups > 1) {
      keys.put("groups", groups);
    }
    if (!bias) {
      keys.put("bias", false);
    }
    return onImage(c, node, x, "convolution", operator, keys);
  }

  private static int groups(Conversion c, Node node) {
    long groups = node.number("group", 1);
    if (groups < 1 || groups > Integer.MAX_VALUE) {
      throw c.error(node, "group is " + groups);
    }
    return (int) groups;
  }

  private interface Build<T> {
    T build();
  }

  private static <T> T build(Conversion c, Node node, Build<T> build) {
    try {
      return build.build();
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw c.error(node, String.valueOf(e.getMessage()));
    }
  }

  private static Value transposed(Conversion c, Node node) {
    Value x = c.input(node, 0);
    Value weights = c.input(node, 1);
    if (!isImage(x) || weights.rank() != x.rank() || !weights.constant()) {
      return c.opaque(node);
    }
    TransposedWindow window = TransposedWindow.of(c, node, x.shape(), spatial(weights.shape()));
    int groups = groups(c, node);
    int in = x.shape().dim(1);
    if (weights.shape().dim(0) != in) {
      throw c.error(node, "the weights " + weights.shape() + " do not fit the image " + x.shape());
    }
    boolean bias = c.has(node, 2);
    TransposedConvolution operator =
        build(
            c,
            node,
            () ->
                new TransposedConvolution(
                    Math.multiplyExact(weights.shape().dim(1), groups),
                    in,
                    window.window(),
                    window.extraHeight(),
                    window.extraWidth(),
                    groups,
                    false,
                    false,
                    Learned.of(bias)));
    Map<String, Object> keys = new LinkedHashMap<>();
    keys.put("channels", operator.outChannels());
    keys.putAll(Windows.keys("kernel", window.window()));
    keys.put("output_padding", Windows.pair(window.extraHeight(), window.extraWidth()));
    if (groups > 1) {
      keys.put("groups", groups);
    }
    if (!bias) {
      keys.put("bias", false);
    }
    return onImage(c, node, x, "transposed_convolution", operator, keys);
  }

  private static Value pool(Conversion c, Node node, boolean max) {
    Value x = c.input(node, 0);
    Optional<List<Long>> size = node.numbers("kernel_shape");
    boolean indicesRead = node.outputs().size() > 1 && !node.outputs().get(1).isEmpty();
    if (!isImage(x) || size.isEmpty() || indicesRead) {
      return c.opaque(node);
    }
    Window window = Windows.of(c, node, x.shape(), size.get());
    if (node.number("ceil_mode", 0) != 0) {
      window = Windows.ceiling(window, image(x.shape()));
    }
    return max
        ? onImage(
            c, node, x, "max_pool", new MaxPool(window, false), Windows.keys("window", window))
        : onImage(
            c,
            node,
            x,
            "average_pool",
            new AveragePool(window, false),
            Windows.keys("window", window));
  }

  private static Shape image(Shape shape) {
    return shape.rank() == IMAGE_RANK ? shape : shape.withUnitAt(2);
  }

  private static Value globalAverage(Conversion c, Node node) {
    Value x = c.input(node, 0);
    return isImage(x)
        ? onImage(c, node, x, "global_average_pool", new GlobalAveragePool(false), Map.of())
        : c.opaque(node);
  }

  private static Value globalMax(Conversion c, Node node) {
    Value x = c.input(node, 0);
    if (!isImage(x)) {
      return c.opaque(node);
    }
    Shape image = image(x.shape());
    Window window =
        new Window(image.dim(2), image.dim(3), image.dim(2), image.dim(3), 0, 0, 0, 0, 1, 1);
    return onImage(
        c, node, x, "max_pool", new MaxPool(window, false), Windows.keys("window", window));
  }

  private static Value resize(Conversion c, Node node, int scalesInput, int sizesInput) {
    Value x = c.input(node, 0);
    List<Integer> dims = resized(c, node, x, scalesInput, sizesInput);
    boolean isPlain =
        x.rank() == IMAGE_RANK
            && dims.get(0) == x.shape().dim(0)
            && dims.get(1) == x.shape().dim(1);
    Optional<Interpolation> how = interpolation(node.text("mode", "nearest"));
    if (!isPlain || how.isEmpty()) {
      return c.opaque(node, x.type().with(Shape.of(dims)));
    }
    Map<String, Object> keys = new LinkedHashMap<>();
    keys.put("height", dims.get(2));
    keys.put("width", dims.get(3));
    keys.put("interpolation", how.get().name().toLowerCase(Locale.ROOT));
    return c.apply(
        node, "resize", new Resize(how.get(), dims.get(2), dims.get(3), false), List.of(x), keys);
  }

  private static Optional<Interpolation> interpolation(String mode) {
    return switch (mode) {
      case "nearest" -> Optional.of(Interpolation.NEAREST);
      case "linear", "bilinear" -> Optional.of(Interpolation.BILINEAR);
      case "cubic" -> Optional.of(Interpolation.BICUBIC);
      default -> Optional.empty();
    };
  }

  /**
   * The new sizes: given, or the old ones times scales, rounded down. Given sizes may be bounds
   * that the image is to keep its proportions in.
   */
  private static List<Integer> resized(
      Conversion c, Node node, Value x, int scalesInput, int sizesInput) {
    List<Long> axes = node.numbers("axes").filter(a -> !a.isEmpty()).orElse(null);
    double[] wanted;
    boolean scales = sizesInput < 0 || !c.has(node, sizesInput);
    int input = scales ? scalesInput : sizesInput;
    wanted =
        c.input(node, input)
            .values()
            .orElseThrow(() -> c.error(node, "its sizes are computed while the network runs"));
    List<Integer> dims = new ArrayList<>(x.shape().dims());
    if (wanted.length != (axes == null ? dims.size() : axes.size())) {
      throw c.error(node, wanted.length + " sizes are given for " + x.shape());
    }
    List<Integer> resizable = new ArrayList<>();
    for (int i = 0; i < wanted.length; i++) {
      resizable.add(axes == null ? i : Axes.of(c, node, axes.get(i), dims.size()));
    }
    OptionalInt leading =
        scales ? OptionalInt.empty() : leading(c, node, x.shape(), wanted, resizable);
    for (int i = 0; i < wanted.length; i++) {
      int axis = resizable.get(i);
      double size = scales ? Math.floor(dims.get(axis) * wanted[i]) : wanted[i];
      if (leading.isPresent()) {
        double old = x.shape().dim(resizable.get(leading.getAsInt()));
        // Whole numbers up to the division, so that halves are halves.
        size = Math.floor((2 * wanted[leading.getAsInt()] * dims.get(axis) + old) / (2 * old));
      }
      if (!(size >= 1 && size <= Integer.MAX_VALUE)) {
        throw c.error(node, "the new size " + size + " of dimension " + axis + " cannot be");
      }
      dims.set(axis, (int) size);
    }
    return dims;
  }

  /**
   * Which of the wanted sizes all dimensions are scaled by, by ONNX's {@code
   * keep_aspect_ratio_policy}: the one that is the smallest multiple of the old size if none may be
   * larger, the largest if none may be smaller. Sizes are then rounded, halves up. None if each
   * dimension stretches to its own size.
   */
  private static OptionalInt leading(
      Conversion c, Node node, Shape old, double[] wanted, List<Integer> axes) {
    Comparator<Integer> byScale = Comparator.comparingDouble(i -> wanted[i] / old.dim(axes.get(i)));
    Stream<Integer> places = IntStream.range(0, wanted.length).boxed();
    String policy = node.text("keep_aspect_ratio_policy", "stretch");
    return switch (policy) {
      case "stretch" -> OptionalInt.empty();
      case "not_larger" -> first(places.min(byScale));
      case "not_smaller" -> first(places.max(byScale));
      default ->
          throw c.error(
              node,
              "keep_aspect_ratio_policy is \""
                  + policy
                  + "\", but must be stretch, not_larger or not_smaller");
    };
  }

  private static OptionalInt first(Optional<Integer> place) {
    return place.stream().mapToInt(Integer::intValue).findFirst();
  }
}
