package io.tilewise.cpu.cost;

import io.tilewise.workload.Shape;
import io.tilewise.workload.graph.MatrixOperator.BatchMatMul;
import io.tilewise.workload.graph.MatrixOperator.Convolution;
import io.tilewise.workload.graph.MatrixOperator.Linear;
import io.tilewise.workload.graph.MatrixOperator.TransposedConvolution;
import io.tilewise.workload.plan.KernelCall;

/**
 * A matrix product as micro-kernels see it: {@code batches} times {@code [rows x depth] x [depth x
 * columns]}, the depth being {@code taps x channels}. A convolution has a row per output pixel and
 * a tap per kernel position.
 *
 * @param batches independent products of this shape
 * @param rows M
 * @param columns N
 * @param taps T
 * @param channels C, depth of one tap
 */
record MatrixShape(long batches, long rows, long columns, long taps, long channels) {

  /** The shape of a convolution, transposed convolution, linear or batch matmul call. */
  static MatrixShape of(KernelCall call) {
    Shape result = call.result().shape();
    if (call.operator() instanceof Convolution c) {
      long rows = call.result().elements() / c.outChannels();
      long perGroup = c.outChannels() / c.groups();
      long taps = c.window().taps();
      return new MatrixShape(c.groups(), rows, perGroup, taps, c.inChannels() / c.groups());
    }
    if (call.operator() instanceof TransposedConvolution c) {
      // A kernel for each position between the strides, on the taps that meet it.
      long kernels = (long) c.window().strideHeight() * c.window().strideWidth();
      long rows = ceilDivide(call.result().elements() / c.outChannels(), kernels);
      long perGroup = c.outChannels() / c.groups();
      long taps = ceilDivide(c.window().taps(), kernels);
      return new MatrixShape(
          c.groups() * kernels, rows, perGroup, taps, c.inChannels() / c.groups());
    }
    if (call.operator() instanceof Linear linear) {
      long rows = call.result().elements() / linear.outFeatures();
      return new MatrixShape(1, rows, linear.outFeatures(), 1, linear.inFeatures());
    }
    if (call.operator() instanceof BatchMatMul) {
      long depth = call.operands().get(0).shape().dim(-1);
      return new MatrixShape(result.dim(0), result.dim(1), result.dim(2), 1, depth);
    }
    throw new IllegalArgumentException(call.operator().kind().label() + " is no matrix product");
  }

  /** The product of the transposed matrices, right times left. */
  MatrixShape transposed() {
    return new MatrixShape(batches, columns, rows, taps, channels);
  }

  /** Notes the dimensions under their usual letters. */
  void note(Notes notes) {
    notes.count("B", "products", batches);
    notes.count("M", "rows", rows);
    notes.count("N", "columns", columns);
    notes.count("T", "taps", taps);
    notes.count("C", "depth of a tap", channels);
  }

  /** Bytes of the weights, or of the activation that stands in their place. */
  static long rightHandSideBytes(KernelCall call) {
    return call.weightBytes() > 0 ? call.weightBytes() : call.operands().get(1).bytes();
  }

  /**
   * By what XNNPACK compares micro-kernels: rounds over the rows, times loads and multiplies of a
   * turn of the inner loop.
   *
   * @param mr rows of the micro-kernel's tile
   * @param nr columns of the tile
   */
  long effort(long mr, long nr) {
    return ceilDivide(rows, mr) * (3 * (mr + nr) + mr * nr);
  }

  static long ceilDivide(long a, long b) {
    return (a + b - 1) / b;
  }
}
