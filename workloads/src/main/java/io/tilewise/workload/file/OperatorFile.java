package io.tilewise.workload.file;

import io.tilewise.config.Description;
import io.tilewise.config.Discriminator;
import io.tilewise.config.Names;
import io.tilewise.workload.ElementType;
import io.tilewise.workload.TensorType;
import io.tilewise.workload.graph.Operator;
import java.util.List;
import java.util.Optional;

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
        PointwiseOperators.Relu6,
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
        OtherOperators.Opaque,
        BlockUse {

  String NAME = "Name of the operator and of its result.";
  String NAMES = Names.USUAL;
  String MEANING = "a letter, then letters, digits, _ and -";
  String INPUTS = "Names of what it reads: inputs, parameters or other operators.";

  String name();

  List<String> inputs();

  /** The parameter that its weights are, if it has none of its own. */
  default Optional<String> sharedWeights() {
    return Optional.empty();
  }

  /**
   * The operator as applied to tensors of these types.
   *
   * @param ofNetwork the network's own type of elements
   * @throws io.tilewise.workload.graph.ShapeMismatch if it cannot be applied to them
   * @throws IllegalArgumentException if it cannot be at all
   */
  default Operator on(List<TensorType> types, ElementType ofNetwork) {
    return on(types);
  }

  /** The same for operators that do not depend on the network's type. */
  default Operator on(List<TensorType> types) {
    throw new IllegalStateException("\"" + name() + "\" is no operator by itself");
  }
}
