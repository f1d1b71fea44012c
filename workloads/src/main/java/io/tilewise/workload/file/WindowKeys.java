package io.tilewise.workload.file;

import io.tilewise.workload.graph.Window;
import java.util.List;

/** The keys by which files describe a {@link Window}. */
final class WindowKeys {
  static final String KERNEL = "Height and width of the kernel: one number, or [height, width].";
  static final String STRIDE = "Step in both dimensions: one number, or [height, width].";
  static final String PADDING =
      "Elements added around the image: one number for each side, [height, width], or [top, left,"
          + " bottom, right].";
  static final String DILATION =
      "Distance between neighbours in the kernel: one number, or [height, width].";

  private WindowKeys() {}

  /**
   * The window.
   *
   * @throws IllegalArgumentException if a list has another length than it may have
   */
  static Window window(
      List<Integer> size, List<Integer> stride, List<Integer> padding, List<Integer> dilation) {
    requireLength("the size", size, false);
    requireLength("stride", stride, false);
    requireLength("padding", padding, true);
    requireLength("dilation", dilation, false);
    return new Window(
        first(size),
        last(size),
        first(stride),
        last(stride),
        first(padding),
        padding.size() == 4 ? padding.get(1) : last(padding),
        padding.size() == 4 ? padding.get(2) : first(padding),
        last(padding),
        first(dilation),
        last(dilation));
  }

  private static int first(List<Integer> values) {
    return values.get(0);
  }

  private static int last(List<Integer> values) {
    return values.get(values.size() - 1);
  }

  private static void requireLength(String key, List<Integer> values, boolean fourAllowed) {
    int length = values.size();
    if (length != 1 && length != 2 && !(fourAllowed && length == 4)) {
      throw new IllegalArgumentException(
          key
              + " is "
              + values
              + "; it needs "
              + (fourAllowed ? "1, 2 or 4 numbers" : "1 or 2 numbers"));
    }
  }
}
