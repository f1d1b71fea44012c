package io.tilewise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tilewise.experiment.run.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --plugins}: what users add in jars of their own, and what is wrong with them. */
final class PluginsTest {
  private static final String MODEL =
      """
      package org.example;
      import io.tilewise.config.Description;
      import io.tilewise.cpu.cost.*;
      import io.tilewise.workload.plan.KernelCall;
      public final class Flat implements CostModel<Flat.Parameters> {
        public record Parameters(@Description("Cycles.") double cycles) {}
        public String name() { return "NAME"; }
        public String description() { return "the same for every call"; }
        public Class<Parameters> parameterType() { return Parameters.class; }
        public KernelCost cost(KernelCall call, Parameters p, Processor processor, Notes notes) {
          return KernelCost.of("all", processor.noDemands().plus(Demand.CORE, p.cycles()), 1);
        }
      }
      """;

  private static final String[] LIST = {"list", "--configs", Configs.FOLDER.toString()};

  private static final String COST_MODEL = "io.tilewise.cpu.cost.CostModel";

  private static final String PASS =
      """
      package org.example;
      import io.tilewise.workload.graph.*;
      import io.tilewise.workload.lowering.LoweringPass;
      public final class DropRelu implements LoweringPass {
        public String name() { return "drop-relu"; }
        public String description() { return "leaves activations out"; }
        public Stage stage() { return Stage.GRAPH; }
        public Graph apply(Graph graph) {
          GraphRewriter rewriter = new GraphRewriter(graph);
          for (Node node : graph.nodes()) {
            if (node.operator().kind() == OperatorKind.RELU) {
              rewriter.replace(node, rewriter.now(node.operand()));
            } else {
              rewriter.keep(node);
            }
          }
          return rewriter.build();
        }
      }
      """;

  private static final String NETWORK =
      """
      package org.example;
      import io.tilewise.config.Bounds;
      import io.tilewise.config.Description;
      import io.tilewise.workload.*;
      import io.tilewise.workload.file.WorkloadModel;
      import io.tilewise.workload.graph.*;
      import java.util.List;
      public final class Chain implements WorkloadModel<Chain.Parameters> {
        public record Parameters(
            @Description("Activations.") @Bounds(atLeast = "1", atMost = "100") int length) {}
        public String name() { return "chain"; }
        public String description() { return "activations one after the other"; }
        public Class<Parameters> parameterType() { return Parameters.class; }
        public Graph graph(String name, Parameters p, Precision dtype) {
          if (p.length() == 13) {
            throw new IllegalArgumentException("13 is unlucky");
          }
          GraphBuilder graph = new GraphBuilder(name);
          Node x = graph.input("x", new TensorType(dtype.floating(), Shape.of(16, 16)));
          for (int i = 0; i < p.length(); i++) {
            x = graph.apply("act" + i, new PointwiseOperator.Unary(PointwiseOperator.UnaryFunction.SIGMOID), x);
          }
          return graph.build(List.of(x));
        }
      }
      """;

  private static final String REPORT =
      """
      package org.example;
      import io.tilewise.experiment.result.RunResult;
      import io.tilewise.report.ResultReport;
      import java.nio.charset.StandardCharsets;
      import java.util.Map;
      public final class Count implements ResultReport {
        public String name() { return "count"; }
        public String description() { return "how many scenarios there are"; }
        public Map<String, byte[]> files(RunResult result) {
          String text = result.scenarios().size() + " scenarios";
          return Map.of("FILE", text.getBytes(StandardCharsets.UTF_8));
        }
      }
      """;

  private static final String GOVERNOR =
      """
      package org.example;
      import io.tilewise.config.*;
      import io.tilewise.cpu.power.*;
      public final class Slow implements Governor<Slow.Settings> {
        public record Settings(
            @Description("Operating point.") @Bounds(atLeast = "0", atMost = "15") int point) {}
        public String name() { return "slow"; }
        public String description() { return "always the same operating point"; }
        public Class<Settings> settingsType() { return Settings.class; }
        public Control start(Settings settings, GovernedDevice device) {
          Clocks clocks = device.points().highest();
          for (String domain : clocks.shares().keySet()) {
            clocks = clocks.with(domain, device.points().share(domain, settings.point()));
          }
          Clocks chosen = clocks;
          return () -> chosen;
        }
      }
      """;

  private static final String EXPERIMENT =
      """
      title: A test
      workload: ../workloads/small-unet.yaml
      device: ../devices/vivo-x300.yaml
      runtime: ../runtimes/executorch-1.1.0-pf16-igemm.yaml
      scenarios:
        - {name: base, set: {lowering.fuse_activation: false}}
      """;

  @TempDir private Path folder;
  private Path plugins;
  private Path experiment;

  @BeforeEach
  void prepare() throws IOException {
    Configs.copyTo(folder.resolve("configs"));
    plugins = Files.createDirectory(folder.resolve("plugins"));
    experiment = folder.resolve("configs/experiments/test.yaml");
    Files.writeString(experiment, EXPERIMENT);
  }

  @AfterEach
  void nothingIsLeftBehind() {
    assertThat(Thread.currentThread().getContextClassLoader().getName()).isNotEqualTo("plugins");
  }

  private Ran run(String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(List.of("--plugins", plugins.toString()));
    return Ran.with(FileKinds.all(), all.toArray(String[]::new));
  }

  private void model(String jar, String type, String name) throws IOException {
    String source = MODEL.replace("NAME", name).replace("Flat", type);
    PluginJar.write(plugins.resolve(jar), "org.example." + type, source, COST_MODEL);
  }

  private String refusal() {
    Ran ran = run(LIST);
    assertThat(ran.exitCode()).isEqualTo(ExitCode.WRONG_INPUT);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).startsWith("tilewise: ").hasLineCount(1);
    return ran.err();
  }

  @Test
  void aCostModelIsListedAndPrices() throws IOException {
    model("flat.jar", "Flat", "flat");
    assertThat(run(LIST).out()).containsPattern("flat +the same for every call\n");
    useFlat();
    assertThat(run("plan", experiment.toString()).out()).contains("flat_pool");
    assertThat(run("run", experiment.toString())).returns("", Ran::err).returns(0, Ran::exitCode);

    Ran without = Ran.with(FileKinds.all(), "run", experiment.toString());
    assertThat(without.exitCode()).isEqualTo(ExitCode.WRONG_INPUT);
    assertThat(without.err()).contains("kernels.flat_pool.model: there is no \"flat\"");
  }

  /** Has poolings executed by a kernel that the model of the plugin prices. */
  private void useFlat() throws IOException {
    Path kernels = folder.resolve("configs/kernels/xnnpack-2025.yaml");
    String flat =
        """
        kernels:
          flat_pool:
            executes: {operators: [max_pool], backend: xnnpack}
            isa: neon
            model: flat
            parameters: {cycles: 1000000}
            source: a test
        """;
    Files.writeString(kernels, Files.readString(kernels).replaceFirst("(?m)^kernels:\n", flat));
  }

  @Test
  void aChangedJarIsSaidByTheCheck() throws IOException {
    model("flat.jar", "Flat", "flat");
    useFlat();
    String file = experiment.toString();
    assertThat(run("baseline", "record", file).err()).isEmpty();
    String before = Sha256.of(plugins.resolve("flat.jar"));
    assertThat(folder.resolve("configs/baselines/test.yaml"))
        .content()
        .containsOnlyOnce("- {file: plugin flat.jar, sha256: " + before + "}\n");
    assertThat(run("baseline", "check", file).exitCode()).isEqualTo(ExitCode.OK);

    PluginJar.write(
        plugins.resolve("flat.jar"),
        "org.example.Flat",
        MODEL.replace("NAME", "flat").replace("p.cycles()", "1.2 * p.cycles()"),
        COST_MODEL);
    String after = Sha256.of(plugins.resolve("flat.jar"));
    Ran moved = run("baseline", "check", file);
    assertThat(moved.exitCode()).isEqualTo(ExitCode.CHECK_FAILED);
    assertThat(moved.out())
        .contains(
            "- plugin flat.jar: "
                + before.substring(0, 8)
                + ".. -> "
                + after.substring(0, 8)
                + "..\n"
                + "No effective value changed, but code did: plugin flat.jar is not what it was"
                + " recorded with.\n");
    Path out = folder.resolve("out");
    assertThat(run("run", file, "--out", out.toString()).err()).isEmpty();
    JsonNode inputs =
        new ObjectMapper().readTree(out.resolve("result.json").toFile()).at("/inputs");
    assertThat(inputs)
        .filteredOn(input -> input.get("path").asText().startsWith("plugin "))
        .extracting(input -> input.get("sha256").asText())
        .containsExactly(after);
  }

  /** Their order does not depend on that of the folders, nor on where they lie. */
  @Test
  void jarsAreNamedByFileNameInAlphabeticalOrder() throws IOException {
    model("z.jar", "Flat", "flat");
    Path other = Files.createDirectory(folder.resolve("other"));
    Files.copy(plugins.resolve("z.jar"), other.resolve("z.jar"));
    assertThat(run("list", "--configs", Configs.FOLDER.toString(), "--plugins", other.toString()))
        .returns(ExitCode.WRONG_INPUT, Ran::exitCode)
        .satisfies(
            ran -> assertThat(ran.err()).contains("two plugins are named z.jar: ").hasLineCount(1));
    Files.delete(other.resolve("z.jar"));
    String source = MODEL.replace("NAME", "other").replace("Flat", "Other");
    PluginJar.write(other.resolve("a.jar"), "org.example.Other", source, COST_MODEL);
    String file = experiment.toString();
    assertThat(run("baseline", "record", file, "--plugins", other.toString()).err()).isEmpty();
    assertThat(Files.readAllLines(folder.resolve("configs/baselines/test.yaml")))
        .filteredOn(line -> line.contains("plugin "))
        .extracting(line -> line.strip().substring(0, 24))
        .containsExactly("- {file: plugin a.jar, s", "- {file: plugin z.jar, s");
  }

  /** A study names files relative to itself, but jars only by their names. */
  @Test
  void resultsOfStudiesHoldJarsToo() throws IOException {
    model("flat.jar", "Flat", "flat");
    Path study = Files.createDirectory(folder.resolve("configs/studies")).resolve("sweep.yaml");
    Files.writeString(
        study,
        """
        title: A test
        experiment: ../experiments/test.yaml
        axes:
          - {path: memory.dram.bandwidth, values: [60 GB/s, 80 GB/s]}
        metrics: [latency_ms]
        """);
    Path out = folder.resolve("out");
    assertThat(run("sweep", study.toString(), "--out", out.toString()).err()).isEmpty();
    assertThat(out.resolve("sweep.json"))
        .content()
        .containsOnlyOnce("plugin flat.jar")
        .contains("\"path\" : \"plugin flat.jar\"");
  }

  @Test
  void aLoweringPassIsRunWhereItIsNamed() throws IOException {
    PluginJar.write(
        plugins.resolve("pass.jar"),
        "org.example.DropRelu",
        PASS,
        "io.tilewise.workload.lowering.LoweringPass");
    assertThat(run(LIST).out()).contains("lowering passes of plugins\n  drop-relu  leaves ");
    String file = experiment.toString();
    assertThat(run("plan", file).out()).contains("relu");
    Ran dropped = run("plan", file, "--set", "lowering.passes=drop-relu");
    assertThat(dropped.err()).isEmpty();
    assertThat(dropped.out()).doesNotContain("relu");
    assertThat(run("plan", file, "--set", "lowering.passes=[drop-reul]").err())
        .contains("there is no \"drop-reul\"; did you mean \"drop-relu\"?");
  }

  @Test
  void aNetworkIsBuiltFromItsParameters() throws IOException {
    PluginJar.write(
        plugins.resolve("network.jar"),
        "org.example.Chain",
        NETWORK,
        "io.tilewise.workload.file.WorkloadModel");
    Path workload = folder.resolve("configs/workloads/chain.yaml");
    Files.writeString(workload, "model: plugin\nplugin: chain\nparameters: {length: 3}\n");
    assertThat(run("graph", workload.toString()).out()).contains("act0", "act2");
    Files.writeString(workload, "model: plugin\nplugin: chain\nparameters: {length: 101}\n");
    assertThat(run("graph", workload.toString()))
        .returns(ExitCode.WRONG_INPUT, Ran::exitCode)
        .satisfies(ran -> assertThat(ran.err()).contains("chain.yaml:3:", "101", "out of range"));
    Files.writeString(workload, "model: plugin\nplugin: chain\nparameters: {length: 13}\n");
    assertThat(run("graph", workload.toString()).err()).contains("parameters: 13 is unlucky");
    Files.writeString(workload, "model: plugin\nplugin: chian\nparameters: {length: 3}\n");
    assertThat(run("graph", workload.toString()).err()).contains("did you mean \"chain\"?");
  }

  @Test
  void aGovernorIsChosenByNameWithItsSettings() throws IOException {
    PluginJar.write(
        plugins.resolve("governor.jar"),
        "org.example.Slow",
        GOVERNOR,
        "io.tilewise.cpu.power.Governor");
    assertThat(run(LIST).out()).containsPattern("\n  slow +always the same operating point\n");
    String file = experiment.toString();
    String slow = "run.governor=slow";
    Ran lowest = run("run", file, "--set", slow, "--set", "run.governor_settings={point: 0}");
    Ran higher = run("run", file, "--set", slow, "--set", "run.governor_settings={point: 4}");
    assertThat(lowest.err()).isEmpty();
    // The phone's points are 10 % and 34 % of the highest clocks, so times are as 3.4 to 1; the
    // runtime's own work keeps its time.
    assertThat(latency(lowest) / latency(higher)).isBetween(2.0, 3.4);
    assertThat(run("run", file, "--set", slow, "--set", "run.governor_settings={point: 16}").err())
        .contains("governor_settings.point: ", "out of range");
    assertThat(run("run", file, "--set", "run.governor=slwo").err())
        .contains("did you mean \"slow\"?");
  }

  private static double latency(Ran ran) {
    Matcher latency = Pattern.compile("\nbase +(\\d+\\.\\d+)").matcher(ran.out());
    assertThat(latency.find()).as(ran.out()).isTrue();
    return Double.parseDouble(latency.group(1));
  }

  @Test
  void aReportIsWrittenBesideOurs() throws IOException {
    String service = "io.tilewise.report.ResultReport";
    Path jar = plugins.resolve("report.jar");
    PluginJar.write(jar, "org.example.Count", REPORT.replace("FILE", "count.txt"), service);
    Path out = folder.resolve("out");
    assertThat(run("run", experiment.toString(), "--out", out.toString()).err()).isEmpty();
    assertThat(out.resolve("plugins/count/count.txt")).hasContent("1 scenarios");

    PluginJar.write(jar, "org.example.Count", REPORT.replace("FILE", "../count.txt"), service);
    Path other = folder.resolve("other");
    Ran ran = run("run", experiment.toString(), "--out", other.toString());
    assertThat(ran.exitCode()).isEqualTo(ExitCode.WRONG_INPUT);
    assertThat(ran.err()).contains("report \"count\" wants to write \"../count.txt\"");
    assertThat(other).isEmptyDirectory();
  }

  @Test
  void foldersThatAreMissingOrEmptyAreRefused() throws IOException {
    assertThat(refusal()).contains("there is no jar in " + plugins);
    Files.delete(plugins);
    assertThat(refusal()).contains("there is no folder " + plugins);
  }

  @Test
  void aBrokenJarIsRefused() throws IOException {
    Files.writeString(plugins.resolve("broken.jar"), "this is no jar");
    assertThat(refusal()).contains("cannot read the plugin " + plugins.resolve("broken.jar"));
  }

  @Test
  void twoModelsOfANameAreRefused() throws IOException {
    model("a.jar", "Flat", "flat");
    model("b.jar", "Other", "flat");
    assertThat(refusal()).contains("two cost models are named flat: ", "a.jar", "b.jar");
    Files.delete(plugins.resolve("b.jar"));
    model("a.jar", "Flat", "streaming");
    assertThat(refusal()).contains("two cost models are named streaming: ");
  }

  @Test
  void aClassThatIsThereTwiceIsRefused() throws IOException {
    model("a.jar", "Flat", "flat");
    model("b.jar", "Flat", "other");
    assertThat(refusal())
        .contains("class org.example.Flat", "b.jar and in ", "a.jar; keep one of them");
  }

  @Test
  void aJarWithTilewiseInItIsRefused() throws IOException {
    String source = "package io.tilewise.cli;\npublic class Tilewise {}\n";
    PluginJar.write(plugins.resolve("fat.jar"), "io.tilewise.cli.Tilewise", source, COST_MODEL);
    assertThat(refusal()).contains("Tilewise itself; build plugins without it");
  }

  @Test
  void aServiceThatIsNoneOrFailsIsRefused() throws IOException {
    String none = "package org.example;\npublic class None {}\n";
    PluginJar.write(plugins.resolve("a.jar"), "org.example.None", none, COST_MODEL);
    assertThat(refusal()).contains("a cost model cannot be loaded: ", "org.example.None");
    String failing =
        MODEL.replace(
            "public record",
            "{ if (true) throw new IllegalStateException(\"no licence\"); }\n public record");
    PluginJar.write(plugins.resolve("a.jar"), "org.example.Flat", failing, COST_MODEL);
    assertThat(refusal()).contains("org.example.Flat", "no licence");
  }

  @Test
  void nothingIsLoadedFromFoldersNotNamed() throws IOException {
    model("flat.jar", "Flat", "flat");
    assertThat(Ran.with(FileKinds.all(), LIST).out())
        .contains("cost models\n")
        .doesNotContain("flat ", "plugins");
  }
}
