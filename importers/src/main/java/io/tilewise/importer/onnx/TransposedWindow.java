package io.tilewise.importer.onnx;

import io.tilewise.importer.onnx.OnnxModel.Node;
import io.tilewise.workload.Shape;
import io.tilewise.workload.graph.Window;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The window of a transposed convolution, with padding that follows from the wanted size of the
 * result.
 *
 * <p>By ONNX's {@code ConvTranspose}, in each dimension, with {@code extent = dilation (kernel - 1)
 * + 1}:
 *
 * <pre>
 * result = stride (in - 1) + output_padding + extent - padding before - padding after
 * padding in total = stride (in - 1) + output_padding + extent - wanted
 * </pre>
 *
 * where wanted is {@code output_shape}, or {@code stride in} with {@code auto_pad} SAME_UPPER or
 * SAME_LOWER. SAME_UPPER puts the larger half behind, everything else before. Where the total would
 * be negative there is no padding: with {@code output_shape} the result is wanted all the same and
 * the difference counts as {@code output_padding}, with SAME it is smaller. So does ONNX Runtime.
 *
 * @param window the window with its padding
 * @param extraHeight rows that are added to the result
 * @param extraWidth columns that are added to the result
 */
record TransposedWindow(Window window, int extraHeight, int extraWidth) {

  /**
   * The window of a node.
   *
   * @param image shape of the image, {@code [N,C,H,W]} or {@code [N,C,W]}
   * @param kernel height and width, or the width
   */
  static TransposedWindow of(Conversion c, Node node, Shape image, List<Long> kernel) {
    Windows.Parts parts = Windows.parts(c, node, image, kernel);
    int spatial = kernel.size();
    List<Long> extra =
        sizes(c, node, "output_padding", spatial).orElse(Collections.nCopies(spatial, 0L));
    Optional<List<Long>> shape = sizes(c, node, "output_shape", spatial);
    String auto = node.text("auto_pad", "NOTSET");
    long[] before = new long[2];
    long[] after = new long[2];
    long[] added = new long[2];
    for (int i = 0; i < spatial; i++) {
      int at = 2 - spatial + i;
      long in = image.dim(2 + i);
      long stride = parts.strides().get(i);
      before[at] = parts.pads().get(i);
      after[at] = parts.pads().get(spatial + i);
      added[at] = extra.get(i);
      if (shape.isEmpty() && !auto.startsWith("SAME")) {
        continue;
      }
      long extent =
          Math.addExact(Math.multiplyExact(parts.dilations().get(i), kernel.get(i) - 1), 1);
      long whole = Math.addExact(Math.multiplyExact(stride, in - 1), added[at] + extent);
      long total = whole - (shape.isPresent() ? shape.get().get(i) : stride * in);
      if (total < 0) {
        added[at] -= shape.isPresent() ? total : 0;
        total = 0;
      }
      before[at] = auto.equals("SAME_UPPER") ? total / 2 : total - total / 2;
      after[at] = total - before[at];
    }
    return new TransposedWindow(
        Windows.window(c, node, parts, before, after),
        Math.toIntExact(added[0]),
        Math.toIntExact(added[1]));
  }

  /** A number per dimension of the image, none negative; empty if the node leaves them out. */
  private static Optional<List<Long>> sizes(
      Conversion c, Node node, String attribute, int spatial) {
    Optional<List<Long>> sizes = node.numbers(attribute).filter(list -> !list.isEmpty());
    if (sizes.isPresent()
        && (sizes.get().size() != spatial
            || sizes.get().stream().anyMatch(size -> size < 0 || size > Integer.MAX_VALUE))) {
      throw c.error(
          node,
          attribute
              + " is "
              + sizes.get()
              + ", but needs "
              + spatial
              + " numbers from 0 to "
              + Integer.MAX_VALUE
              + ", one per dimension of the image");
    }
    return sizes;
  }
}
