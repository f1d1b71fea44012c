package io.tilewise.workload.file;

import io.tilewise.config.Bounds;
import io.tilewise.config.Default;
import io.tilewise.config.Description;
import io.tilewise.config.Matching;
import io.tilewise.config.NonEmpty;
import io.tilewise.config.OneOrMany;
import io.tilewise.workload.ElementType;
import io.tilewise.workload.Shape;
import io.tilewise.workload.TensorType;
import io.tilewise.workload.graph.ConversionOperator;
import io.tilewise.workload.graph.OpaqueOperator;
import io.tilewise.workload.graph.Operator;
import java.util.List;

/** Conversions, and what the language has no word for. */
final class OtherOperators {
  private OtherOperators() {}

  /** Types that a conversion gives. */
  enum CastType {
    FP32(ElementType.F32),
    FP16(ElementType.F16),
    INT64(ElementType.S64),
    INT32(ElementType.S32),
    BOOL(ElementType.BOOL);

    private final ElementType element;

    CastType(ElementType element) {
      this.element = element;
    }

    ElementType element() {
      return element;
    }
  }

  /** Types that a conversion in a file gives. */
  enum CastTo {
    FP32,
    FP16,
    INT64,
    INT32,
    BOOL,
    /** What the file says under dtype, before quantization. */
    DTYPE;

    ElementType element(ElementType ofNetwork) {
      return this == DTYPE ? ofNetwork : CastType.valueOf(name()).element();
    }
  }

  @Description("The same elements in another type; nothing if they have it already.")
  record Cast(
      @Description(OperatorFile.NAME)
          @Matching(value = OperatorFile.NAMES, meaning = OperatorFile.MEANING)
          String name,
      @Description(OperatorFile.INPUTS) @NonEmpty @OneOrMany List<String> inputs,
      @Description("The type; dtype is the network's own, fp32 in one that is quantized.")
          CastTo to)
      implements OperatorFile {
    @Override
    public Operator on(List<TensorType> types, ElementType ofNetwork) {
      return new ConversionOperator.Cast(to.element(ofNetwork));
    }
  }

  @Description(
      "An operator of which only its name, what it reads and what it writes are known; it is priced"
          + " as a loop over these, which is a guess.")
  record Opaque(
      @Description(OperatorFile.NAME)
          @Matching(value = OperatorFile.NAMES, meaning = OperatorFile.MEANING)
          String name,
      @Description(OperatorFile.INPUTS) @NonEmpty @OneOrMany List<String> inputs,
      @Description("What its framework calls it.")
          @Matching(
              value = "[A-Za-z][A-Za-z0-9_.:]*",
              meaning = "a letter, then letters, digits, _ . :")
          String called,
      @Description("Shape of its result; of the first, if it has several.")
          @NonEmpty
          @Bounds(atLeast = "1", atMost = "16777216")
          List<Integer> shape,
      @Description("Type of its result.") @Default("fp32") CastType dtype)
      implements OperatorFile {
    @Override
    public Operator on(List<TensorType> types) {
      return new OpaqueOperator(called, new TensorType(dtype.element(), Shape.of(shape)));
    }
  }
}
