package io.tilewise.cpu.file;

import io.tilewise.config.Bounds;
import io.tilewise.config.Checks;
import io.tilewise.config.Default;
import io.tilewise.config.Description;
import io.tilewise.config.FileKind;
import io.tilewise.config.MappingNode;
import io.tilewise.config.NonEmpty;
import io.tilewise.config.SelfChecking;
import io.tilewise.cpu.cost.CostModels;
import io.tilewise.workload.ElementType;
import io.tilewise.workload.WeightScales;
import io.tilewise.workload.graph.OperatorKind;
import io.tilewise.workload.plan.Backend;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A kernel file: which kernel executes what, and how it is priced.
 *
 * <p>A call is executed by the first kernel in the file that fits it; kernels for the matrix unit
 * therefore stand before those for vectors.
 */
@Description("The kernels of a runtime's libraries, and how each is priced.")
public record KernelsFile(
    @Description("What they are, in a sentence.") String description,
    @Description("The kernels, the preferred ones first.") @NonEmpty
        Map<String, KernelBlock> kernels)
    implements SelfChecking {

  /** The kind of file. */
  public static final FileKind<KernelsFile> KIND =
      FileKind.of(
          "kernels",
          KernelsFile.class,
          "Kernels of a runtime's libraries",
          "is named under kernels in a runtime file");

  /** Cost models are looked for once, not for every kernel: that reads the class path. */
  @Override
  public void check(Checks checks) {
    Set<String> models = CostModels.load().byName().keySet();
    kernels.forEach(
        (name, kernel) ->
            checks
                .at("kernels")
                .at(name)
                .at("model")
                .knownName(kernel.model(), models, "cost models"));
  }

  /** Instruction sets. */
  public enum InstructionSet {
    /** Compiled scalar code. */
    SCALAR,
    /** 128-bit vectors. */
    NEON,
    /** Outer products on a matrix unit. */
    SME2;

    private final String key = name().toLowerCase(Locale.ROOT);

    /** Name in tables and results: {@code neon}. */
    public String key() {
      return key;
    }
  }

  /** Instruction sets that the portable kernels may be compiled for. */
  public enum CompiledFor {
    ARMV8_A,
    ARMV9_A
  }

  /** How many positions a convolution's kernel has. */
  public enum Taps {
    ONE,
    SEVERAL
  }

  /** How many output channels are computed from each input channel of a depthwise convolution. */
  public enum Multiplier {
    ONE,
    SEVERAL
  }

  /** How many rows a matrix product has. */
  public enum Rows {
    ONE,
    SEVERAL
  }

  /** One kernel. */
  public record KernelBlock(
      @Description("What it executes.") ExecutesBlock executes,
      @Description("Instruction set it is written in or compiled to.") InstructionSet isa,
      @Description("The cost model that prices it.") String model,
      @Description("The cost model's parameters for it.") MappingNode parameters,
      @Description("Where the counts among its parameters come from.") String source) {}

  /** Which calls a kernel executes: those that fit all that is said. */
  public record ExecutesBlock(
      @Description("Kinds of operators.") @NonEmpty List<OperatorKind> operators,
      @Description("Element types of the first operand; any if left out.") @Default("[]")
          List<ElementType> elements,
      @Description("Element types of the result; any if left out.") @Default("[]")
          List<ElementType> results,
      @Description("The library it is in.") Backend backend,
      @Description(
              "How weights of fewer bits must be stored; left out: per_tensor or per_channel, or no"
                  + " such weights.")
          Optional<WeightScales> weightScales,
      @Description("What the portable kernels are compiled for; either if left out.")
          Optional<CompiledFor> compiledFor,
      @Description("Positions of a convolution's kernel; any if left out.") Optional<Taps> taps,
      @Description("Most positions of a convolution's kernel; any number if left out.")
          @Bounds(atLeast = "1")
          Optional<Integer> mostTaps,
      @Description(
              "Output channels for each input channel of a depthwise convolution; any number if"
                  + " left out.")
          Optional<Multiplier> multiplier,
      @Description(
              "Rows of a matrix product, such as tokens: one is a vector times a matrix; any if left"
                  + " out.")
          Optional<Rows> rows,
      @Description(
              "Whether it is used only while there is a matrix unit for each thread that may use"
                  + " one.")
          @Default("false")
          boolean unsharedUnit) {}
}
