package io.tilewise.workload.file;

import io.tilewise.config.Description;
import io.tilewise.config.Discriminator;
import io.tilewise.config.Names;
import io.tilewise.workload.TensorType;
import io.tilewise.workload.graph.Operator;
import java.util.List;

/** One operator of a {@link GraphFile}. What follows from its inputs is not written in the file. */
@Description("One operator. Sizes that follow from its inputs are not written down.")
@Discriminator("operator")
sealed interface OperatorFile
    permits MatrixOperators.Convolution,
        MatrixOperators.TransposedConvolution,
        MatrixOperators.Linear,
        MatrixOperators.Matmul,
        NormalizationOperators.BatchNorm,
        NormalizationOperators.GroupNorm,
        NormalizationOperators.LayerNorm,
        NormalizationOperators.Softmax,
        PointwiseOperators.Relu,
        PointwiseOperators.Sigmoid,
        PointwiseOperators.Square,
        PointwiseOperators.Floor,
        PointwiseOperators.Clamp,
        PointwiseOperators.Add,
        PointwiseOperators.Subtract,
        PointwiseOperators.Multiply,
        PointwiseOperators.Divide,
        PointwiseOperators.Unary,
        PointwiseOperators.Binary,
        PointwiseOperators.Where,
        PoolingOperators.MaxPool,
        PoolingOperators.AveragePool,
        PoolingOperators.GlobalAveragePool,
        PoolingOperators.Resize,
        MovementOperators.Permute,
        MovementOperators.Reshape,
        MovementOperators.Expand,
        MovementOperators.Repeat,
        MovementOperators.Concat,
        MovementOperators.Pad,
        MovementOperators.Slice,
        MovementOperators.Select,
        MovementOperators.Squeeze,
        MovementOperators.Unsqueeze,
        MovementOperators.Take,
        ReductionOperators.ReduceSum,
        ReductionOperators.ReduceMin,
        ReductionOperators.ReduceMax,
        ReductionOperators.ReduceMean,
        ReductionOperators.ReduceProduct,
        OtherOperators.Cast,
        OtherOperators.Opaque {

  String NAME = "Name of the operator and of its result.";
  String NAMES = Names.USUAL;
  String MEANING = "a letter, then letters, digits, _ and -";
  String INPUTS = "Names of what it reads: inputs, parameters or other operators.";

  String name();

  List<String> inputs();

  /**
   * The operator as applied to tensors of these types.
   *
   * @throws io.tilewise.workload.graph.ShapeMismatch if it cannot be applied to them
   * @throws IllegalArgumentException if it cannot be at all
   */
  Operator on(List<TensorType> types);
}
