package io.tilewise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ImportCommandTest {
  private static final Path FIXTURES =
      Configs.ROOT.resolve("importers/src/test/resources/executorch");

  /** MatMul of [batch,64] by weights in a file that is not there, and an operator nobody knows. */
  private static final String MODEL =
      "CAg6cQoRCgF4CgF3EgFhIgZNYXRNdWwKGAoBYRIBeSIFRmFuY3k6CW15LmRvbWFpbhIBZyoLCEAIIBABQgF3cAFa"
          + "GAoBeBITChEIARINCgcSBWJhdGNoCgIIQGIYCgF5EhMKEQgBEg0KBxIFYmF0Y2gKAggHQgIQEQ==";

  @TempDir private Path folder;

  @BeforeEach
  void copyConfigs() throws IOException {
    Configs.copyTo(folder);
  }

  private static Ran ran(String... args) {
    return Ran.with(FileKinds.all(), args);
  }

  private static String out(String... args) {
    Ran ran = ran(args);
    assertThat(ran.err()).isEmpty();
    assertThat(ran.exitCode()).isZero();
    return ran.out();
  }

  private String at(String path) {
    return folder.resolve(path).toString();
  }

  private void experiment(String name, String workload, String runtime) throws IOException {
    Files.writeString(
        folder.resolve("experiments/" + name + ".yaml"),
        """
        title: Imported
        workload: ../workloads/%s.yaml
        device: ../devices/vivo-x300.yaml
        runtime: ../runtimes/%s.yaml
        scenarios:
          - name: neon
            set: {runtime.instruction_sets: [neon]}
          - name: sme2
        """
            .formatted(workload, runtime));
  }

  @ParameterizedTest
  @CsvSource({
    "tiny_v1.1.0_core_fp16, executorch-1.1.0",
    "tiny_v1.1.0_core_int8pt, executorch-1.1.0-pf16-igemm",
    "tiny_v1.2.0_core_fp16, executorch-1.2.0-pf16-igemm",
    "tiny_v1.2.0_core_int8pt, executorch-1.2.0"
  })
  void aProgramIsImportedAndRun(String name, String runtime) throws IOException {
    Files.copy(FIXTURES.resolve(name + ".pte"), folder.resolve("workloads/net.pte"));
    assertThat(out("import", at("workloads/net.pte"), "--out", at("workloads/net.yaml")))
        .startsWith("ExecuTorch program of ")
        .contains("StaticTranspose ", "permute", "Written to " + at("workloads/net.yaml"))
        .doesNotContain("guess");
    experiment("imported", "net", runtime);
    assertThat(out("run", at("experiments/imported.yaml"))).contains("Latency", "sme2");
    assertThat(out("plan", at("experiments/imported.yaml"), "--csv")).contains(",Conv2d,");
    assertThat(out("explain", at("experiments/imported.yaml"), "--call", "3")).contains("phase");
  }

  @Test
  void aTraceIsImportedAndCarriedOver() throws IOException {
    String name = "tiny_v1.2.0_core_int8pt";
    Files.copy(FIXTURES.resolve(name + ".pte"), folder.resolve("workloads/net.pte"));
    Files.copy(FIXTURES.resolve(name + ".etdump"), folder.resolve("workloads/net.etdump"));
    out("import", at("workloads/net.pte"), "--out", at("workloads/net.yaml"));
    experiment("measured", "net", "executorch-1.2.0");
    assertThat(
            out(
                "import",
                at("workloads/net.etdump"),
                "--experiment",
                at("experiments/measured.yaml"),
                "--scenario",
                "neon",
                "--out",
                at("workloads/measured.yaml")))
        .startsWith("3 measured inferences of 242 operators");
    List<String> lines = out("replay", at("workloads/measured.yaml")).lines().toList();
    assertThat(lines.get(0)).endsWith("net.etdump, median of 3 runs, 242 operators");
    // The trace's three latencies are 1007.5, 343.5 and 315.5 us: the median is the second.
    assertThat(lines).anyMatch(line -> line.matches("neon .* 0\\.34\\d\\d .* measured"));
    assertThat(lines).anyMatch(line -> line.matches("sme2 .* scaled"));
    List<String> csv = out("replay", at("workloads/measured.yaml"), "--csv").lines().toList();
    assertThat(csv).hasSize(1 + 2 * 242);
    // Events are whole microseconds, cut off; how many are shorter is frozen.
    assertThat(csv.get(0)).endsWith(",scaled_us,below_resolution");
    assertThat(csv.stream().filter(line -> line.startsWith("sme2,") && line.endsWith(",true")))
        .hasSize(165)
        .allMatch(line -> line.endsWith(",0.000,true"));
    assertThat(lines)
        .anyMatch(
            line ->
                line.startsWith(
                    "measured as 0, below the resolution of the measurement: 165 of 242 "));
    // What is changed is no longer what was measured.
    assertThat(out("replay", at("workloads/measured.yaml"), "--set", "run.clocks.ultra=2 GHz"))
        .contains("scaled")
        .doesNotContainPattern("neon .* measured\n");
  }

  /** A matrix product in place of the network. */
  @Test
  void scenariosOfOtherKernelCallsAreLeftOutOfWhatIsCarriedOver() throws IOException {
    String name = "tiny_v1.2.0_core_fp16";
    Files.copy(FIXTURES.resolve(name + ".pte"), folder.resolve("workloads/net.pte"));
    Files.copy(FIXTURES.resolve(name + ".etdump"), folder.resolve("workloads/net.etdump"));
    out("import", at("workloads/net.pte"), "--out", at("workloads/net.yaml"));
    experiment("measured", "net", "executorch-1.2.0");
    Path experiment = folder.resolve("experiments/measured.yaml");
    String other = "  - {name: product, workload: ../workloads/gemm.yaml}\n";
    Files.writeString(experiment, Files.readString(experiment) + other);
    String imported =
        out(
            "import",
            at("workloads/net.etdump"),
            "--experiment",
            experiment.toString(),
            "--scenario",
            "sme2",
            "--out",
            at("workloads/measured.yaml"));
    assertThat(imported)
        .contains("Carry it over to neon with tilewise replay, but not to product: other kernel")
        .doesNotContain("to the other scenarios");
    String leftOut = "left out: scenario product makes other kernel calls (1) than scenario sme2 (";
    assertThat(out("replay", at("workloads/measured.yaml")))
        .containsPattern("\nsme2 .* measured\n")
        .containsPattern("\nneon .* scaled\n")
        .contains("\n" + leftOut)
        .doesNotContain("\nproduct ");
    Ran csv = ran("replay", at("workloads/measured.yaml"), "--csv");
    assertThat(csv.exitCode()).isZero();
    assertThat(csv.err()).startsWith(leftOut).hasLineCount(1);
    assertThat(csv.out()).contains("\nneon,").doesNotContain("\nproduct,");
  }

  @Test
  void anOnnxModelIsImportedAndRun() throws IOException {
    Path model = folder.resolve("workloads/net.onnx");
    Files.write(model, Base64.getDecoder().decode(MODEL));
    assertThat(
            out("import", model.toString(), "--dim", "batch=4", "--out", at("workloads/net.yaml")))
        .startsWith("ONNX model of 2 nodes; 2 operators are left")
        .contains("my.domain.Fancy", "a loop over what it reads or writes, a guess");
    experiment("imported", "net", "executorch-1.2.0");
    assertThat(out("run", at("experiments/imported.yaml"))).contains("Latency", "my.domain.Fancy");
  }

  /** A workload may be imported again; so may an empty file be filled. */
  @Test
  void whatAnImportHasWrittenIsReplaced() throws IOException {
    Path model = folder.resolve("workloads/net.onnx");
    Files.write(model, Base64.getDecoder().decode(MODEL));
    Path workload = Files.createFile(folder.resolve("workloads/net.yaml"));
    for (String batch : List.of("4", "5")) {
      out("import", model.toString(), "--dim", "batch=" + batch, "--out", at("workloads/net.yaml"));
      assertThat(workload).content().contains("[" + batch + ", 64]");
    }
    Files.writeString(
        workload, "trace: a.etdump\nexperiment: ../experiments/a.yaml\nscenario: b\n");
    out("import", model.toString(), "--dim", "batch=6", "--out", at("workloads/net.yaml"));
    assertThat(workload).content().contains("[6, 64]");
  }

  @Test
  void aLinkToTheInputIsNotWrittenOver() throws IOException {
    Path model = folder.resolve("workloads/net.onnx");
    byte[] bytes = Base64.getDecoder().decode(MODEL);
    Files.write(model, bytes);
    Files.createLink(folder.resolve("workloads/hard.yaml"), model);
    Files.createSymbolicLink(folder.resolve("workloads/soft.yaml"), model);
    for (String link : List.of("workloads/hard.yaml", "workloads/soft.yaml")) {
      Ran ran = ran("import", model.toString(), "--dim", "batch=4", "--out", at(link));
      assertThat(ran.exitCode()).isEqualTo(2);
      assertThat(ran.err()).contains(" is the file that is read, ");
      assertThat(folder.resolve(link)).hasBinaryContent(bytes);
    }
  }

  /** The test's model with another type of operator in place of Fancy, of the same length. */
  @Test
  void aProductThatIsNotKnownIsSaidToBeUncounted() throws IOException {
    Path model = folder.resolve("workloads/net.onnx");
    byte[] bytes = Base64.getDecoder().decode(MODEL);
    String text = new String(bytes, StandardCharsets.ISO_8859_1).replace("Fancy", "QGemm");
    Files.write(model, text.getBytes(StandardCharsets.ISO_8859_1));
    assertThat(
            out("import", model.toString(), "--dim", "batch=4", "--out", at("workloads/net.yaml")))
        .contains(
            "are products or may hold some; their multiply-accumulates are neither counted nor"
                + " priced: my.domain.QGemm x1\n",
            "a loop over what it reads or writes, a guess, without its products\n");
    experiment("imported", "net", "executorch-1.2.0");
    String networks = out("networks", at("experiments/imported.yaml"), at("workloads/net.yaml"));
    assertThat(networks)
        .endsWith("net: multiply-accumulates of my.domain.QGemm are neither counted nor priced\n");
  }

  @Test
  void aSizeBelowOneIsRefusedAtTheOption() throws IOException {
    Path model = folder.resolve("workloads/net.onnx");
    Files.write(model, Base64.getDecoder().decode(MODEL));
    Ran ran = ran("import", model.toString(), "--dim", "batch=0");
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err())
        .isEqualTo("tilewise: --dim batch=0: a size is a whole number from 1 on\n");
  }

  @Test
  void strictRefusesWhatIsNotKnownAndWritesNothing() throws IOException {
    Path model = folder.resolve("workloads/net.onnx");
    Files.write(model, Base64.getDecoder().decode(MODEL));
    Ran ran =
        ran(
            "import",
            model.toString(),
            "--dim",
            "batch=4",
            "--strict",
            "--out",
            at("workloads/net.yaml"));
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err())
        .isEqualTo(
            "tilewise: "
                + model
                + " has operators that are not known: my.domain.Fancy x1; without --strict each is"
                + " priced as a loop over what it reads or writes, a guess\n");
    assertThat(folder.resolve("workloads/net.yaml")).doesNotExist();
  }

  @Test
  void aLoweringOfAProgramCannotBeChanged() throws IOException {
    Files.copy(FIXTURES.resolve("tiny_v1.2.0_core_fp16.pte"), folder.resolve("workloads/net.pte"));
    Files.writeString(
        folder.resolve("workloads/net.yaml"), "model: executorch\nprogram: net.pte\n");
    experiment("imported", "net", "executorch-1.2.0");
    Ran ran =
        ran("run", at("experiments/imported.yaml"), "--set", "lowering.merge_transposes=true");
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).contains("lowered already, so that lowering cannot be changed");
  }
}
