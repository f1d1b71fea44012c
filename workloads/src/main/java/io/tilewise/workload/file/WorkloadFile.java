package io.tilewise.workload.file;

import io.tilewise.config.Description;
import io.tilewise.config.Discriminator;
import io.tilewise.config.SelfChecking;
import java.util.Optional;

/** What a workload file says: a network before lowering, or a program that was lowered already. */
@Description(
    "A network to be simulated: a known model, a graph of operators, one operator, or a program.")
@Discriminator("model")
public sealed interface WorkloadFile extends SelfChecking
    permits SqueezeSamFile,
        GraphFile,
        MatrixProductFile,
        ConvolutionFile,
        TransposeFile,
        ExecutorchFile,
        PluginFile {

  /** What the network is, in a sentence. */
  Optional<String> description();
}
