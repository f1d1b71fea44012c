package io.tilewise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is known of each runtime is what its description does, on shipped workloads and devices. */
class RuntimeDescriptionsTest {
  @TempDir private Path folder;

  @BeforeEach
  void copy() throws IOException {
    Configs.copyTo(folder);
  }

  private Ran ran(String command, String runtime, String device, String workload, String... set)
      throws IOException {
    Path experiment = folder.resolve("experiments/test.yaml");
    Files.writeString(
        experiment,
        "title: A test\n"
            + ("workload: ../workloads/" + workload + ".yaml\n")
            + ("device: ../devices/" + device + ".yaml\n")
            + ("runtime: ../runtimes/" + runtime + ".yaml\n")
            + "scenarios: [{name: test}]\n");
    List<String> args = new ArrayList<>(List.of(command, experiment.toString()));
    if (command.equals("plan")) {
      args.add("--csv");
    }
    for (String assignment : set) {
      args.addAll(List.of("--set", assignment));
    }
    return Ran.with(FileKinds.all(), args.toArray(String[]::new));
  }

  /** Kernel after kernel. */
  private List<String> kernels(String runtime, String device, String workload, String... set)
      throws IOException {
    Ran ran = ran("plan", runtime, device, workload, set);
    assertThat(ran.err()).isEmpty();
    return ran.out().lines().skip(1).map(line -> line.split(",", 5)[3]).toList();
  }

  private static final String ORT = "onnxruntime-mlas-kleidiai";
  private static final String LLAMA = "llama.cpp-kleidiai";

  @Test
  void onnxRuntimeTransposesAroundConvolutionsWithSme2Only() throws IOException {
    String phone = "vivo-x300";
    assertThat(kernels(ORT, phone, "convolution", "workload.dtype=fp32"))
        .containsExactly("transpose_32", "kleidiai_conv", "transpose_32");
    String neon = "runtime.instruction_sets=[neon]";
    assertThat(kernels(ORT, phone, "convolution", "workload.dtype=fp32", neon))
        .containsExactly("mlas_conv");
    // A phone without matrix unit, and cores without one, have no transposes either.
    assertThat(kernels(ORT, "cortex-x4-a720-phone", "convolution", "workload.dtype=fp32"))
        .containsExactly("mlas_conv");
    assertThat(
            kernels(
                ORT, "apple-m4-pro", "convolution", "workload.dtype=fp32", "run.cores=efficiency1"))
        .containsExactly("mlas_conv");
    // Kernels for the unit need one for each thread that may use it, not for the first only.
    String[] mixed = {
      "workload.dtype=fp32", "run.cores=[performance1, efficiency1]", "run.matrix_unit_threads=2"
    };
    assertThat(kernels(ORT, "apple-m4-pro", "convolution", mixed)).containsExactly("mlas_conv");
    mixed[2] = "run.matrix_unit_threads=1";
    assertThat(kernels(ORT, "apple-m4-pro", "convolution", mixed))
        .containsExactly("transpose_32", "kleidiai_conv", "transpose_32");
  }

  @Test
  void onnxRuntimePacksBothOperandsOf1x1Convolutions() throws IOException {
    String[] point = {"workload.dtype=fp32", "workload.kernel=1", "workload.padding=0"};
    assertThat(kernels(ORT, "vivo-x300", "convolution", point))
        .containsExactly("kleidiai_conv_1x1");
    Path experiment = folder.resolve("experiments/test.yaml");
    Ran explained =
        Ran.with(
            FileKinds.all(),
            "explain",
            experiment.toString(),
            "--call",
            "0",
            "--set",
            point[0],
            "--set",
            point[1],
            "--set",
            point[2]);
    assertThat(explained.out()).contains("pack right-hand side", "pack left-hand side");
  }

  /** Of SqueezeSAM's 31 convolutions, all of several taps, each has two transposes more. */
  @Test
  void onnxRuntimeRunsAWholeNetwork() throws IOException {
    List<String> sme2 = kernels(ORT, "vivo-x300", "squeezesam-fp32");
    List<String> neon =
        kernels(ORT, "vivo-x300", "squeezesam-fp32", "runtime.instruction_sets=[neon]");
    assertThat(sme2).filteredOn("kleidiai_conv"::equals).hasSize(31);
    assertThat(neon).filteredOn("mlas_conv"::equals).hasSize(31);
    assertThat(neon).noneMatch(kernel -> kernel.startsWith("kleidiai"));
    assertThat(sme2.size() - neon.size()).isEqualTo(62);
    Ran run = ran("run", ORT, "vivo-x300", "small-unet", "workload.dtype=fp32");
    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void whatARuntimeDoesNotDescribeIsRefused() throws IOException {
    Ran half = ran("run", ORT, "vivo-x300", "convolution");
    assertThat(half.exitCode()).isEqualTo(ExitCode.WRONG_INPUT);
    assertThat(half.err())
        .containsPattern("has no native kernel for convolution .*; it has some for f32; add");
    Ran int8 = ran("run", ORT, "vivo-x300", "squeezesam-int8");
    assertThat(int8.exitCode()).isEqualTo(ExitCode.WRONG_INPUT);
    assertThat(int8.err())
        .endsWith(
            "scenarios[0]: dtype int8 is not described for runtime mlas-kleidiai; it has"
                + " convolutions in fp32 and linear layers in fp32\n");
    Ran llama = ran("run", LLAMA, "vivo-x300", "squeezesam-int8");
    assertThat(llama.err()).contains("linear layers in fp32", "fp32 with weights in int4_block32");
    Ran bits = ran("run", ORT, "vivo-x300", "linear-int4");
    assertThat(bits.exitCode()).isEqualTo(ExitCode.WRONG_INPUT);
    assertThat(bits.err())
        .containsPattern(
            "no native kernel for linear .* with weights in int4_block32; it has some for f32; add");
  }

  @Test
  void llamaCppDecodesOnTheUnitOnlyWhileThreadsHaveOneEach() throws IOException {
    String[] decode = {};
    assertThat(kernels(LLAMA, "vivo-x300", "linear-int4", decode))
        .containsExactly("kleidiai_q4_0_sme2_one_row");
    assertThat(kernels(LLAMA, "vivo-x300", "linear-int4", "run.threads=2"))
        .containsExactly("kleidiai_q4_0_dotprod");
    // An M4 Pro has two units.
    assertThat(kernels(LLAMA, "apple-m4-pro", "linear-int4", "run.threads=2"))
        .containsExactly("kleidiai_q4_0_sme2_one_row");
    assertThat(kernels(LLAMA, "apple-m4-pro", "linear-int4", "run.threads=3"))
        .containsExactly("kleidiai_q4_0_dotprod");
    // A prompt keeps to the units, and NEON helps if the run says so.
    assertThat(kernels(LLAMA, "apple-m4-pro", "linear-int4", "workload.rows=128", "run.threads=8"))
        .containsExactly("kleidiai_q4_0_sme2");
    assertThat(kernels(LLAMA, "cortex-x4-a720-phone", "linear-int4"))
        .containsExactly("kleidiai_q4_0_dotprod");
  }

  @Test
  void llamaCppTransposesNothing() throws IOException {
    assertThat(kernels(LLAMA, "vivo-x300", "small-unet", "workload.dtype=fp32"))
        .noneMatch(kernel -> kernel.startsWith("transpose"));
  }

  @Test
  void xnnpackInSinglePrecisionHasSme2KernelsForAllProducts() throws IOException {
    List<String> sme2 = kernels("xnnpack-fp32", "vivo-x300", "squeezesam-fp32");
    assertThat(sme2).filteredOn("pf32_igemm"::equals).hasSize(31);
    assertThat(sme2).contains("pf32_gemm", "pf32_bmm").doesNotContain("f32_igemm_6x8");
    List<String> neon =
        kernels("xnnpack-fp32", "vivo-x300", "squeezesam-fp32", "runtime.instruction_sets=[neon]");
    assertThat(neon).filteredOn("f32_igemm_6x8"::equals).hasSize(31);
    // Layout is decided before kernels are chosen, so transposes are the same.
    assertThat(neon).filteredOn("x32_transpose"::equals).hasSize(97);
    assertThat(sme2).filteredOn("x32_transpose"::equals).hasSize(97);
  }
}
