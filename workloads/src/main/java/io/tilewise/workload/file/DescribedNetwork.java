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
      "How weights of fewer bits are stored. With dtype int8: one scale per_tensor or per_channel,"
          + " which decides whether SME2 has a kernel for linears; per_channel if left out. With fp16"
          + " and fp32: int4_block32, int4_per_channel or int8_dynamic store the weights of linear"
          + " layers so, and quantize what these read at run time; as dtype if left out.";

  /** What the network is, in a sentence. */
  Optional<String> description();

  /** The number format it is run in. */
  Precision dtype();

  /** How weights of fewer bits are stored, if the file says so. */
  Optional<WeightScales> weights();

  /** The operators, on tensors of the number format before quantization. */
  Graph graph(String name);

  /** Reports what is wrong with the model itself. */
  void checkModel(Checks checks);

  @Override
  default void check(Checks checks) {
    if (weights().isPresent() && weights().get().isOfWeightsOnly() == (dtype() == Precision.INT8)) {
      checks
          .at("weights")
          .problem(
              weights().get().key()
                  + " does not go with dtype "
                  + dtype().key()
                  + "; per_tensor and per_channel are for int8, where activations are quantized too,"
                  + " int4_block32, int4_per_channel and int8_dynamic for fp16 and fp32");
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
            : weights();
    return new Workload(name, description().orElse(""), dtype(), scales, graph(name));
  }
}
