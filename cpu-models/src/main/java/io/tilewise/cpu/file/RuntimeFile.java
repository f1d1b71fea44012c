package io.tilewise.cpu.file;

import io.tilewise.config.Bounds;
import io.tilewise.config.Default;
import io.tilewise.config.Description;
import io.tilewise.config.Dimension;
import io.tilewise.config.FileKind;
import io.tilewise.config.NonEmpty;
import io.tilewise.config.Parameter;
import io.tilewise.config.QuantityOf;
import io.tilewise.cpu.file.KernelsFile.CompiledFor;
import io.tilewise.cpu.file.KernelsFile.InstructionSet;
import io.tilewise.workload.lowering.LoweringOptions;
import java.util.List;

/** A runtime file: which version of the runtime, how it was built, and what it costs by itself. */
@Description("A runtime: its version, its build and its own costs.")
public record RuntimeFile(
    @Description("What it is, in a sentence.") String description,
    @Description("Its version.") String version,
    @Description("The file with its kernels, relative to this one.") String kernels,
    @Description("Names of the kernels for the matrix unit that this version has.")
        List<String> sme2Kernels,
    @Description("Instruction sets that it was built for.") @NonEmpty
        List<InstructionSet> instructionSets,
    @Description("What the portable kernels were compiled for.") CompiledFor portableKernels,
    @Description("How it lowers a network.") @Default("{}") LoweringOptions lowering,
    @Description("Its own time around kernels.") OverheadsBlock overheads,
    @Description("Its threads.") ThreadPoolBlock threadPool) {

  /** The kind of file. */
  public static final FileKind<RuntimeFile> KIND =
      FileKind.of(
          "runtime",
          RuntimeFile.class,
          "A runtime's version, build and own costs",
          "is named under runtime in an experiment");

  /** Time of the runtime itself, on one thread. */
  public record OverheadsBlock(
      @Description("Per call of a delegate.")
          @QuantityOf(Dimension.TIME)
          @Bounds(atLeast = "0 s", atMost = "1 s")
          Parameter delegate,
      @Description("Per kernel in a delegate.")
          @QuantityOf(Dimension.TIME)
          @Bounds(atLeast = "0 s", atMost = "1 s")
          Parameter operator,
      @Description("Per portable kernel.")
          @QuantityOf(Dimension.TIME)
          @Bounds(atLeast = "0 s", atMost = "1 s")
          Parameter portable) {}

  /** The thread pool. */
  public record ThreadPoolBlock(
      @Description("To start and to join the threads of a kernel that they share.")
          @QuantityOf(Dimension.TIME)
          @Bounds(atLeast = "0 s", atMost = "1 s")
          Parameter forkAndJoin) {}
}
