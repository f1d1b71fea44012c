package io.tilewise.workload.graph;

import io.tilewise.workload.ElementType;
import io.tilewise.workload.TensorType;
import java.util.List;

/** Operators that keep the shape and change the element type. */
public sealed interface ConversionOperator extends Operator {

  /** Type of the result's elements. */
  ElementType to();

  @Override
  default TensorType infer(List<TensorType> operands) {
    return ShapeMismatch.only(operands).with(to());
  }

  /** Conversion between number formats. */
  record Cast(ElementType to) implements ConversionOperator {
    @Override
    public OperatorKind kind() {
      return OperatorKind.CAST;
    }
  }

  /** Floating point to 8-bit with scale and zero point. */
  record Quantize() implements ConversionOperator {
    @Override
    public ElementType to() {
      return ElementType.QS8;
    }

    @Override
    public OperatorKind kind() {
      return OperatorKind.QUANTIZE;
    }
  }

  /** 8-bit with scale and zero point to floating point. */
  record Dequantize(ElementType to) implements ConversionOperator {
    @Override
    public OperatorKind kind() {
      return OperatorKind.DEQUANTIZE;
    }
  }
}
