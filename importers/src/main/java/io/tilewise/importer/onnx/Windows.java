package io.tilewise.importer.onnx;

import io.tilewise.importer.onnx.OnnxModel.Node;
import io.tilewise.workload.Shape;
import io.tilewise.workload.graph.Window;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Windows of convolutions and pooling, from a node's attributes. */
final class Windows {
  private Windows() {}

  /** Sizes, steps and padding; a window in one dimension has height 1. */
  record Parts(List<Long> size, List<Long> strides, List<Long> pads, List<Long> dilations) {}

  /** What a node says about its window; what it leaves out has its default. */
  static Parts parts(Conversion c, Node node, Shape image, List<Long> kernel) {
    int spatial = image.rank() - 2;
    if (kernel.size() != spatial) {
      throw c.error(node, "the kernel " + kernel + " does not fit the image " + image);
    }
    return new Parts(
        kernel,
        list(c, node, "strides", spatial),
        pads(c, node, spatial),
        list(c, node, "dilations", spatial));
  }

  /**
   * The window of a node.
   *
   * @param image shape of the image, {@code [N,C,H,W]} or {@code [N,C,W]}
   * @param kernel height and width, or the width
   */
  static Window of(Conversion c, Node node, Shape image, List<Long> kernel) {
    Parts parts = parts(c, node, image, kernel);
    int spatial = kernel.size();
    long[] before = new long[2];
    long[] after = new long[2];
    for (int i = 0; i < spatial; i++) {
      int at = 2 - spatial + i;
      before[at] = parts.pads().get(i);
      after[at] = parts.pads().get(spatial + i);
      same(node, parts, i, image.dim(2 + i), before, after, at);
    }
    return window(c, node, parts, before, after);
  }

  /** The window with this padding, by height and width. */
  static Window window(Conversion c, Node node, Parts parts, long[] before, long[] after) {
    int spatial = parts.size().size();
    try {
      return new Window(
          number(parts.size(), 0, spatial),
          number(parts.size(), 1, spatial),
          number(parts.strides(), 0, spatial),
          number(parts.strides(), 1, spatial),
          Math.toIntExact(before[0]),
          Math.toIntExact(before[1]),
          Math.toIntExact(after[0]),
          Math.toIntExact(after[1]),
          number(parts.dilations(), 0, spatial),
          number(parts.dilations(), 1, spatial));
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw c.error(node, "the window cannot be used: " + e.getMessage());
    }
  }

  /** The number for height (0) or width (1). */
  private static int number(List<Long> values, int dimension, int spatial) {
    int at = dimension - (2 - spatial);
    return at < 0 ? 1 : Math.toIntExact(values.get(at));
  }

  private static List<Long> list(Conversion c, Node node, String attribute, int spatial) {
    List<Long> values =
        node.numbers(attribute).filter(v -> !v.isEmpty()).orElse(Collections.nCopies(spatial, 1L));
    if (values.size() != spatial) {
      throw c.error(
          node, attribute + " is " + values + ", but the image has " + spatial + " dimensions");
    }
    if (values.stream().anyMatch(value -> value < 1 || value > Integer.MAX_VALUE)) {
      throw c.error(
          node, attribute + " is " + values + "; each must be from 1 to " + Integer.MAX_VALUE);
    }
    return values;
  }

  private static List<Long> pads(Conversion c, Node node, int spatial) {
    List<Long> values =
        node.numbers("pads").filter(v -> !v.isEmpty()).orElse(Collections.nCopies(2 * spatial, 0L));
    if (values.size() != 2 * spatial) {
      throw c.error(node, "pads is " + values + ", but the image has " + spatial + " dimensions");
    }
    return values;
  }

  /** Padding that keeps {@code output = ceil(input / stride)}. */
  private static void same(
      Node node, Parts parts, int i, long input, long[] before, long[] after, int at) {
    String auto = node.text("auto_pad", "NOTSET");
    if (!auto.startsWith("SAME")) {
      return;
    }
    long stride = Math.max(1, parts.strides().get(i));
    long extent = (parts.size().get(i) - 1) * parts.dilations().get(i) + 1;
    long output = (input + stride - 1) / stride;
    long total = Math.max(0, (output - 1) * stride + extent - input);
    long less = total / 2;
    before[at] = auto.equals("SAME_LOWER") ? total - less : less;
    after[at] = total - before[at];
  }

  /** The window with so much more padding at its ends that the last, partial positions count. */
  static Window ceiling(Window w, Shape image) {
    int height = image.dim(2);
    int width = image.dim(3);
    return new Window(
        w.height(),
        w.width(),
        w.strideHeight(),
        w.strideWidth(),
        w.top(),
        w.left(),
        w.bottom()
            + missing(
                height + w.top() + w.bottom(), w.height(), w.strideHeight(), w.dilationHeight()),
        w.right()
            + missing(width + w.left() + w.right(), w.width(), w.strideWidth(), w.dilationWidth()),
        w.dilationHeight(),
        w.dilationWidth());
  }

  private static int missing(int padded, int size, int stride, int dilation) {
    int over = Math.floorMod(padded - dilation * (size - 1) - 1, stride);
    return over == 0 ? 0 : stride - over;
  }

  /** The keys by which the language describes a window. */
  static Map<String, Object> keys(String size, Window w) {
    Map<String, Object> keys = new LinkedHashMap<>();
    keys.put(size, pair(w.height(), w.width()));
    keys.put("stride", pair(w.strideHeight(), w.strideWidth()));
    boolean even = w.top() == w.bottom() && w.left() == w.right();
    keys.put(
        "padding",
        even ? pair(w.top(), w.left()) : List.of(w.top(), w.left(), w.bottom(), w.right()));
    if (w.dilationHeight() > 1 || w.dilationWidth() > 1) {
      keys.put("dilation", pair(w.dilationHeight(), w.dilationWidth()));
    }
    return keys;
  }

  static Object pair(int height, int width) {
    return height == width ? height : List.of(height, width);
  }
}
