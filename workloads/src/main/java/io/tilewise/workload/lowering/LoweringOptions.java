package io.tilewise.workload.lowering;

import io.tilewise.config.Checks;
import io.tilewise.config.Default;
import io.tilewise.config.Description;
import io.tilewise.config.OneOrMany;
import java.util.List;
import java.util.Set;

/**
 * How a graph is lowered: the switches that differ between versions of the runtime, or that a
 * what-if sets. Part of runtime files, under {@code lowering}. The defaults are what ExecuTorch
 * v1.1.0 does; passes that a plan needs to be executable at all have no switch.
 */
@Description(
    "What the runtime's passes do to a graph. Left out, each does what ExecuTorch v1.1.0 does.")
public record LoweringOptions(
    @Description(
            "Whether batch norm that cannot be folded is delegated as a 1x1 depthwise convolution"
                + " (ExecuTorch v1.2.0 and later); else it is a portable kernel between"
                + " transposes.")
        @Default("false")
        boolean decomposeBatchNorm,
    @Description(
            "Whether batch norm that alone reads a convolution or linear disappears in its"
                + " weights.")
        @Default("true")
        boolean foldBatchNorm,
    @Description(
            "Whether a ReLU behind a convolution, linear or binary operator becomes the clamp of"
                + " its output; else it is a kernel of its own.")
        @Default("true")
        boolean fuseActivation,
    @Description(
            "Whether operators compute on 8-bit tensors directly; else each computes in floating"
                + " point between conversions. Matters for int8 only.")
        @Default("true")
        boolean foldQuantization,
    @Description(
            "Whether both operands of a matrix product are first copied to a common batch shape,"
                + " as the exporter does even where they have it; else only where they have not.")
        @Default("true")
        boolean expandMatmulOperands,
    @Description(
            "Whether a tensor is transposed once for all who need it in the other memory order;"
                + " else once for each.")
        @Default("true")
        boolean shareTransposes,
    @Description(
            "Whether transposes that follow each other in a delegate become one, or none if they"
                + " cancel out. ExecuTorch does not do this.")
        @Default("false")
        boolean mergeTransposes,
    @Description("Passes of plugins that are run as well, by their names, in this order.")
        @OneOrMany
        @Default("[]")
        List<String> passes,
    @Description(
            "Who executes the graph: delegates for what XNNPACK supports and portable kernels for the"
                + " rest (delegates), or one library for all, on images as the network has them"
                + " (whole). With whole, the switches of delegates do not matter.")
        @Default("delegates")
        Partition partition,
    @Description(
            "With whole: whether images are transposed before and after each convolution of several"
                + " taps while SME2 kernels are used, which want channels last.")
        @Default("false")
        boolean transposeSme2Convolutions) {

  /** Who executes a graph. */
  public enum Partition {
    /** Delegates, and portable kernels between them, as ExecuTorch does. */
    DELEGATES,
    /** One library. */
    WHOLE
  }

  /** Copies the list. */
  public LoweringOptions {
    passes = List.copyOf(passes);
  }

  /** In delegates, with passes of plugins. */
  public LoweringOptions(
      boolean decomposeBatchNorm,
      boolean foldBatchNorm,
      boolean fuseActivation,
      boolean foldQuantization,
      boolean expandMatmulOperands,
      boolean shareTransposes,
      boolean mergeTransposes,
      List<String> passes) {
    this(
        decomposeBatchNorm,
        foldBatchNorm,
        fuseActivation,
        foldQuantization,
        expandMatmulOperands,
        shareTransposes,
        mergeTransposes,
        passes,
        Partition.DELEGATES,
        false);
  }

  /** Without passes of plugins. */
  public LoweringOptions(
      boolean decomposeBatchNorm,
      boolean foldBatchNorm,
      boolean fuseActivation,
      boolean foldQuantization,
      boolean expandMatmulOperands,
      boolean shareTransposes,
      boolean mergeTransposes) {
    this(
        decomposeBatchNorm,
        foldBatchNorm,
        fuseActivation,
        foldQuantization,
        expandMatmulOperands,
        shareTransposes,
        mergeTransposes,
        List.of());
  }

  /**
   * Reports passes that no plugin has. Not part of reading the file, which other threads do as
   * well: plugins are found by the thread that a command runs on.
   *
   * @param checks takes problems of these options
   */
  public void checkPasses(Checks checks) {
    if (!passes.isEmpty()) {
      Set<String> known = LoweringPasses.byName().keySet();
      for (int i = 0; i < passes.size(); i++) {
        Checks at = checks.at("passes").at(i);
        at.knownName(passes.get(i), known, "passes of plugins");
        if (passes.indexOf(passes.get(i)) < i) {
          at.problem("pass \"" + passes.get(i) + "\" is named twice");
        }
      }
    }
  }

  /** What ExecuTorch v1.1.0 does, the same as a file that says nothing. */
  public static LoweringOptions defaults() {
    return new LoweringOptions(false, true, true, true, true, true, false);
  }

  /** The same, but with this way to treat batch norm that cannot be folded. */
  public LoweringOptions withDecomposeBatchNorm(boolean decompose) {
    return new LoweringOptions(
        decompose,
        foldBatchNorm,
        fuseActivation,
        foldQuantization,
        expandMatmulOperands,
        shareTransposes,
        mergeTransposes,
        passes,
        partition,
        transposeSme2Convolutions);
  }
}
