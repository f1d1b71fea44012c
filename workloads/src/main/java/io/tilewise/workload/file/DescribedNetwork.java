package io.tilewise.workload.file;

import io.tilewise.config.Checks;
import io.tilewise.config.SelfChecking;
import io.tilewise.workload.Precision;
import io.tilewise.workload.WeightScales;
import io.tilewise.workload.graph.Graph;
import io.tilewise.workload.graph.Workload;
import java.util.Optional;

/** A {@link WorkloadFile} that describes a network before any runtime has lowered it. */
public sealed interface DescribedNetwork extends SelfChecking
    permits SqueezeSamFile,
        GraphFile,
        MatrixProductFile,
        ConvolutionFile,
        TransposeFile,
        PluginFile {

  /** What the key {@code dtype} means in every variant. */
  String DTYPE =
      "Number format: fp32, fp16, or int8 for static quantization of what the runtime can compute"
          + " in 8 bits; the rest is then fp32.";

  /** What the key {@code weights} means in every variant. */
  String WEIGHTS =
      "Whether 8-bit weights have one scale per_tensor or per_channel, which decides whether SME2"
          + " has a kernel for linears. With dtype int8 only; per_channel if left out.";

  /** What the network is, in a sentence. */
  Optional<String> description();

  /** The number format it is run in. */
  Precision dtype();

  /** How many scales 8-bit weights have, if the file says so. */
  Optional<WeightScales> weights();

  /** The operators, on tensors of the number format before quantization. */
  Graph graph(String name);

  /** Reports what is wrong with the model itself. */
  void checkModel(Checks checks);

  @Override
  default void check(Checks checks) {
    if (weights().isPresent() && dtype() != Precision.INT8) {
      checks
          .at("weights")
          .problem(
              "weights have scales with dtype int8 only, but dtype is "
                  + dtype().key()
                  + "; leave weights out");
    }
    checkModel(checks);
  }

  /** The network under a name. */
  default Workload workload(String name) {
    // The published run accelerates 8-bit GEMM with SME2 3.4-fold, and KleidiAI's SME2 kernel for
    // 8-bit linears takes per-channel weights only, so that is what must have run.
    Optional<WeightScales> scales =
        dtype() == Precision.INT8
            ? weights().or(() -> Optional.of(WeightScales.PER_CHANNEL))
            : Optional.empty();
    return new Workload(name, description().orElse(""), dtype(), scales, graph(name));
  }
}
