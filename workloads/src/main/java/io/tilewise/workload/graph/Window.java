package io.tilewise.workload.graph;

/**
 * The rectangle that a convolution or a pooling moves over an image, and how it moves.
 *
 * <p>Output size per dimension: {@code (in + padding before + padding after - dilation (size - 1) -
 * 1) / stride + 1}, rounded down.
 *
 * @param height rows of the rectangle
 * @param width columns
 * @param strideHeight step from one position to the next, in rows
 * @param strideWidth the same in columns
 * @param top elements added above the image
 * @param left elements added to the left
 * @param bottom elements added below
 * @param right elements added to the right
 * @param dilationHeight distance of the rectangle's rows in the image; 1 if they are neighbours
 * @param dilationWidth the same for columns
 */
public record Window(
    int height,
    int width,
    int strideHeight,
    int strideWidth,
    int top,
    int left,
    int bottom,
    int right,
    int dilationHeight,
    int dilationWidth) {

  /** Refuses sizes that are not positive, and negative padding. */
  public Window {
    if (height < 1
        || width < 1
        || strideHeight < 1
        || strideWidth < 1
        || dilationHeight < 1
        || dilationWidth < 1
        || top < 0
        || left < 0
        || bottom < 0
        || right < 0) {
      throw new IllegalArgumentException("a window needs positive sizes");
    }
    if ((long) height * width > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "the window has " + (long) height * width + " positions, more than " + Integer.MAX_VALUE);
    }
  }

  /** A square without gaps, with the same step and padding on all sides. */
  public static Window square(int size, int stride, int padding) {
    return new Window(size, size, stride, stride, padding, padding, padding, padding, 1, 1);
  }

  /** Positions in the rectangle. */
  public int taps() {
    return height * width;
  }

  /** Whether it is written with one size, one step and one padding. */
  public boolean isSquare() {
    return equals(square(height, strideHeight, top));
  }

  /** Rows of the result for an image with so many; less than 1 if the window is larger. */
  public long outputHeight(long rows) {
    return output(rows + top + bottom, height, strideHeight, dilationHeight);
  }

  /** Columns of the result for an image with so many; less than 1 if the window is larger. */
  public long outputWidth(long columns) {
    return output(columns + left + right, width, strideWidth, dilationWidth);
  }

  private static long output(long padded, long size, long stride, long dilation) {
    return Math.floorDiv(padded - dilation * (size - 1) - 1, stride) + 1;
  }

  /** As listings and errors show it: {@code 3x3}. */
  public String size() {
    return height + "x" + width;
  }

  /** The padding as errors show it: {@code 1}, or {@code [0, 1, 0, 1]} from the top clockwise. */
  public String padding() {
    return top == left && top == bottom && top == right
        ? String.valueOf(top)
        : "[" + top + ", " + right + ", " + bottom + ", " + left + "]";
  }
}
