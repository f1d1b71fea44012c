package io.tilewise.cpu;

import io.tilewise.workload.ElementType;
import io.tilewise.workload.Shape;
import io.tilewise.workload.TensorType;
import io.tilewise.workload.WeightScales;
import io.tilewise.workload.graph.MatrixOperator.BatchMatMul;
import io.tilewise.workload.graph.MatrixOperator.Convolution;
import io.tilewise.workload.graph.MatrixOperator.Linear;
import io.tilewise.workload.graph.MovementOperator.Permute;
import io.tilewise.workload.graph.Operator;
import io.tilewise.workload.graph.Origin;
import io.tilewise.workload.plan.Backend;
import io.tilewise.workload.plan.KernelCall;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Kernel calls for tests: their results follow from operators and operands. */
public final class Calls {
  private Calls() {}

  /** A call in delegate 0. */
  public static KernelCall of(Operator operator, TensorType... operands) {
    return of(operator, Backend.XNNPACK, OptionalInt.of(0), operands);
  }

  /** A call of a portable kernel. */
  public static KernelCall portable(Operator operator, TensorType... operands) {
    return of(operator, Backend.PORTABLE, OptionalInt.empty(), operands);
  }

  public static KernelCall of(
      Operator operator, Backend backend, OptionalInt delegate, TensorType... operands) {
    List<TensorType> types = List.of(operands);
    return new KernelCall(
        0,
        "tested",
        operator.kind().label(),
        operator,
        backend,
        delegate,
        types,
        operator.infer(types),
        Optional.empty(),
        Optional.empty(),
        operator.kind().category(),
        Origin.model("tested"),
        List.of());
  }

  /** A convolution with padding that keeps the size, of an image of so many pixels a side. */
  public static KernelCall convolution(ElementType element, int side, int in, int out, int kernel) {
    return of(
        new Convolution(out, in, kernel, 1, kernel / 2, 1, true, false),
        TensorType.of(element, 1, side, side, in));
  }

  public static KernelCall linear(ElementType element, int rows, int in, int out) {
    return of(new Linear(out, in, false), TensorType.of(element, rows, in));
  }

  /** {@code batches} times [rows x depth] x [depth x columns]. */
  public static KernelCall batchMatMul(
      ElementType element, int batches, int rows, int depth, int columns) {
    return of(
        new BatchMatMul(),
        TensorType.of(element, batches, rows, depth),
        TensorType.of(element, batches, depth, columns));
  }

  /** The same call with weights that are stored in this way. */
  public static KernelCall withWeights(KernelCall call, WeightScales scales) {
    return new KernelCall(
        call.index(),
        call.name(),
        call.runtimeOperator(),
        call.operator(),
        call.backend(),
        call.delegate(),
        call.operands(),
        call.result(),
        call.layout(),
        Optional.of(scales),
        call.category(),
        call.origin(),
        call.inputs());
  }

  public static KernelCall permute(ElementType element, Shape shape, Integer... order) {
    return of(new Permute(List.of(order)), new TensorType(element, shape));
  }
}
