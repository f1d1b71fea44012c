package io.tilewise.config;

import static io.tilewise.config.Phones.problems;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OverlayTest {

  private static Overlay overlay(String yaml) {
    return Overlay.of("scenario \"fast\"", new ConfigReader().parse("what-if.yaml", yaml).root());
  }

  private static Overlay set(String... assignments) {
    return Overlay.ofAssignments("--set", List.of(assignments));
  }

  private static Phone apply(Overlay... overlays) {
    return Phones.bind(Phones.YAML, overlays).value();
  }

  private static Parameter bandwidth(Overlay... overlays) {
    return apply(overlays).memory().dram().bandwidth();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "memory.dram.bandwidth: 90 GB/s",
        "memory: {dram: {bandwidth: 90 GB/s}}",
        "memory: {dram.bandwidth: 90 GB/s}",
        "memory.dram: {bandwidth: 90 GB/s}",
        "memory.dram: {bandwidth.value: 90 GB/s}",
        "memory.dram: {bandwidth: {value: 90 GB/s}}",
      })
  void dottedAndNestedPathsMeanTheSame(String yaml) {
    Parameter bandwidth = bandwidth(overlay(yaml));
    assertThat(bandwidth.path()).hasToString("memory.dram.bandwidth");
    assertThat(bandwidth.quantity()).hasToString("90 GB/s");
    assertThat(bandwidth.provenance())
        .isEqualTo(new Provenance("scenario \"fast\" (what-if.yaml:1)", Status.WHAT_IF));
    // The base's range stays for information, though the value is outside; its note does not.
    assertThat(bandwidth.range()).hasToString("Optional[[50 GB/s, 68 GB/s]]");
    assertThat(bandwidth.note()).isEmpty();
  }

  @Test
  void everythingElseStaysAsItWas() {
    Phone base = apply();
    Phone changed = apply(overlay("memory.dram.bandwidth: 90 GB/s"));
    assertThat(changed.clusters()).isEqualTo(base.clusters());
    assertThat(changed.matrixUnits()).isEqualTo(base.matrixUnits());
    assertThat(changed.memory().dram().latency()).isEqualTo(base.memory().dram().latency());
    assertThat(Phones.bind(Phones.YAML, overlay("memory.dram.bandwidth: 90 GB/s")).parameters())
        .extracting(p -> p.path().toString())
        .containsExactlyElementsOf(
            Phones.bind(Phones.YAML).parameters().stream().map(p -> p.path().toString()).toList());
  }

  @Test
  void aStrictFileMayBeOverlaidInTheShortForm() {
    Loaded<Phone> bound =
        Phones.document(Phones.YAML)
            .bind(Phones.FORMAT, ParameterForm.FULL, List.of(set("power.budget=6 W")));
    Parameter budget = bound.value().power().orElseThrow().budget();
    assertThat(budget.provenance())
        .isEqualTo(new Provenance("--set power.budget=6 W", Status.WHAT_IF));
    assertThat(budget.range()).isEmpty();
    assertThat(bound.parameters()).last().isEqualTo(budget);
  }

  @Test
  void theFullFormReplacesTheFullForm() {
    Parameter bandwidth =
        bandwidth(
            overlay(
                "memory.dram.bandwidth: {value: 90 GB/s, source: next phone, status: derived}"));
    assertThat(bandwidth.provenance()).isEqualTo(new Provenance("next phone", Status.DERIVED));
    assertThat(bandwidth.range()).isEmpty();
  }

  @Test
  void overlaysStackAndTheLastWins() {
    Parameter bandwidth =
        bandwidth(
            overlay("memory.dram.bandwidth: 90 GB/s"),
            set("memory.dram.latency=80 ns", "memory.dram.bandwidth=70 GB/s"));
    assertThat(bandwidth.quantity()).hasToString("70 GB/s");
    assertThat(bandwidth.provenance().source()).isEqualTo("--set memory.dram.bandwidth=70 GB/s");
    assertThat(bandwidth.range()).hasToString("Optional[[50 GB/s, 68 GB/s]]");
  }

  @Test
  void assignmentsTakeAnyFlowValue() {
    assertThat(apply(set("clusters.premium.fast=[int8, fp32]")).clusters().get("premium").fast())
        .containsExactly(Phone.ElementType.INT8, Phone.ElementType.FP32);
    assertThat(apply(set("clusters.premium.fast = int8")).clusters().get("premium").fast())
        .containsExactly(Phone.ElementType.INT8);
    assertThat(apply(set("clocks={ultra: 2 GHz}")).clocks()).containsOnlyKeys("ultra");
    assertThat(apply(set("name='a = b: c'")).name()).isEqualTo("a = b: c");
  }

  @Test
  void listsAreReplacedAsAWhole() {
    Phone phone = apply(overlay("matrix_units: [{type: absent, reason: saved}]"));
    assertThat(phone.matrixUnits()).containsExactly(new Phone.None("saved"));
    assertThat(problems(Phones.YAML, overlay("matrix_units.sme2.svl: 256 bit")))
        .containsExactly(
            "what-if.yaml:1:1: matrix_units: the elements of a list cannot be set one by one; give"
                + " the list");
  }

  @Test
  void namesAreAddedOnlyWhereTheFormatAllowsIt() {
    assertThat(apply(overlay("clocks.ultra: 2 GHz")).clocks())
        .isEqualTo(Map.of("ultra", Quantity.parse("2 GHz", Dimension.FREQUENCY)));
    assertThat(problems(Phones.YAML, overlay("clusters.utra.clock: 5 GHz")))
        .containsExactly(
            "what-if.yaml:1:1: clusters.utra: an overlay cannot add a name here; did you mean"
                + " \"ultra\"? (names here: ultra, premium)");
  }

  @Test
  void aKeyThatTheFileLeavesOutCanBeSet() {
    Phone phone = apply(overlay("power: {budget: 5 W, share: 0.5}"));
    assertThat(phone.power().orElseThrow().share()).hasToString("0.5");
    assertThat(problems(Phones.YAML, overlay("power.share: 50 %")))
        .containsExactly(
            "what-if.yaml:1:1: power.budget: the key is missing; a power (uW, mW, W) is needed");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "memory.dram.bandwith: 1 GB/s | 1:1: memory.dram.bandwith: unknown key; did you mean"
            + " \"bandwidth\"? (keys here: bandwidth, latency)",
        "memory: {drum: {}} | 1:10: memory.drum: unknown key; did you mean \"dram\"? (keys here:"
            + " dram)",
        "nonsense: 1 | 1:1: nonsense: unknown key (keys here: name, clusters, memory, power,"
            + " matrix_units, clocks, plugin)",
        "memory.dram.bandwidth: 68 GB | 1:24: memory.dram.bandwidth: \"68 GB\" is an amount of data,"
            + " but a bandwidth is needed (B/s, kB/s, MB/s, GB/s, TB/s, KiB/s, MiB/s, GiB/s); for"
            + " instance \"68 GB/s\"",
        "clusters.ultra.clock: 25 GHz | 1:23: clusters.ultra.clock: \"25 GHz\" is out of range; it"
            + " must be above 0 Hz and at most 20 GHz",
        "clusters.ultra.cores.big: 1 | 1:1: clusters.ultra.cores: this is a single value without"
            + " keys; set it as a whole",
        "clusters.ultra.clock.source: me | 1:1: clusters.ultra.clock: an overlay sets a parameter's"
            + " value, or its value, source and status together",
        "clusters.ultra.clock: {value: 5 GHz, source: me} | 1:1: clusters.ultra.clock.status: the key"
            + " is missing; one of published, measured, derived, estimated, calibrated is needed",
        "clusters.ultra.clock: [5 GHz] | 1:23: clusters.ultra.clock: a frequency (Hz, kHz, MHz, GHz)"
            + " is needed, but this is a list",
        "clusters.ultra.clock: | 1:22: clusters.ultra.clock: a frequency (Hz, kHz, MHz, GHz) is"
            + " needed, but this is empty",
        "memory.dram: 60 GB/s | 1:14: memory.dram: a mapping is needed, but this is \"60 GB/s\"",
        "memory: {} | 1:1: memory: an empty mapping changes nothing; remove the line",
        "memory..dram: 1 | 1:1: \"memory..dram\" is not a path; a path is at most 32 names with"
            + " single dots between",
        ".name: x | 1:1: \".name\" is not a path; a path is at most 32 names with single dots"
            + " between",
      })
  void whatDoesNotFitIsSaidAtTheOverlay(String yaml, String message) {
    assertThat(problems(Phones.YAML, overlay(yaml))).containsExactly("what-if.yaml:" + message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "name.x | --set name.x: write path=value, such as memory.dram.bandwidth=60 GB/s",
        "=5 | --set =5: write path=value, such as memory.dram.bandwidth=60 GB/s",
        "name= | --set name=: there is no value after the equals sign",
        "name=[x | --set name=[x: a comma or ] is expected here; [ was opened in line 1",
        "name=!t x | --set name=!t x: YAML tags (!) are not allowed; write the value without one",
        "name={a: 1, a: 2} | --set name={a: 1, a: 2}: a: the key is given twice, first at --set"
            + " name={a: 1, a: 2}; remove one",
        "name=x\u0007y | --set name=x\\u0007y: the character U+0007 is not allowed in YAML; remove it",
        "memry.dram.latency=1 ns | --set memry.dram.latency=1 ns: memry: unknown key; did you mean"
            + " \"memory\"? (keys here: name, clusters, memory, power, matrix_units, clocks, plugin)",
        "memory.dram.latency=1 | --set memory.dram.latency=1: memory.dram.latency: \"1\" has no unit,"
            + " but a time is needed (ps, ns, us, ms, s, min, h); for instance \"1 ns\"",
      })
  void whatDoesNotFitIsSaidAtTheOption(String assignment, String message) {
    assertThat(problems(Phones.YAML, set(assignment))).containsExactly(message);
  }

  @Test
  void aPathIsSetOnceInAnOverlay() {
    assertThat(
            problems(
                Phones.YAML, overlay("memory.dram.latency: 1 ns\nmemory: {dram.latency: 2 ns}")))
        .containsExactly(
            "what-if.yaml:2:10: memory.dram.latency: this is set twice, first at what-if.yaml:1:1;"
                + " remove one");
    assertThat(problems(Phones.YAML, set("name=a", "name=b")))
        .containsExactly(
            "--set name=b: name: this is set twice, first at --set name=a; remove one");
  }

  @Test
  void aPathAndItsBeginningAreInConflict() {
    String asWhole = "memory.dram.latency: 1 ns\n";
    assertThat(problems(Phones.YAML, overlay(asWhole + "memory.dram.latency.value: 2 ns")))
        .containsExactly(
            "what-if.yaml:2:1: memory.dram.latency: this is set both as a whole and in part, first"
                + " at what-if.yaml:1:1; remove one of them");
    assertThat(problems(Phones.YAML, overlay("matrix_units.x: 1\nmatrix_units: []")))
        .contains(
            "what-if.yaml:2:1: matrix_units: this is set both as a whole and in part, first at"
                + " what-if.yaml:1:1; remove one of them");
  }

  @Test
  void aFileThatIsWrongWhereTheOverlayGoesIsReportedItself() {
    assertThat(
            problems(Phones.with("  dram:", "  dram: 5\n  dran:"), set("memory.dram.latency=1 ns")))
        .startsWith("phone.yaml:14:9: memory.dram: a mapping is needed, but this is \"5\"");
  }

  @Test
  void problemsOfFileAndOverlaysComeTogether() {
    assertThat(
            problems(
                Phones.with("cores: 3", "cores: 30"),
                overlay("memory.dram.bandwidth: 1 GB\nfoo: 1"),
                set("name")))
        .hasSize(4);
  }

  record Holder(@Description("d") Unit unit) {
    @Discriminator("type")
    sealed interface Unit permits Sme, Neon {}

    record Sme(@Description("d") int tiles, @Description("d") @Default("1") int count)
        implements Unit {}

    record Neon(@Description("d") int pipes) implements Unit {}
  }

  private static Holder.Unit holder(String yaml, Overlay overlay) {
    return new ConfigReader()
        .parse("h.yaml", yaml)
        .bind(Format.of(Holder.class), ParameterForm.FULL, List.of(overlay))
        .value()
        .unit();
  }

  @Test
  void aVariantIsChangedOrReplaced() {
    String sme = "unit: {type: sme, tiles: 4, count: 2}";
    assertThat(holder(sme, set("unit.tiles=8"))).isEqualTo(new Holder.Sme(8, 2));
    assertThat(holder(sme, overlay("unit: {type: sme, tiles: 8}"))).isEqualTo(new Holder.Sme(8, 2));
    assertThat(holder(sme, overlay("unit.type: neon\nunit.pipes: 6")))
        .isEqualTo(new Holder.Neon(6));
    assertThatThrownBy(() -> holder(sme, set("unit.pipes=6")))
        .hasMessage("--set unit.pipes=6: unit.pipes: unknown key (keys here: tiles, count, type)");
    assertThatThrownBy(() -> holder(sme, set("unit.type=noen")))
        .hasMessage(
            "--set unit.type=noen: unit.type: \"noen\" is not allowed; did you mean \"neon\"?"
                + " (allowed: sme, neon)");
    assertThatThrownBy(() -> holder("unit: {tiles: 4}", set("unit.tiles=8")))
        .hasMessage("h.yaml:1:7: unit.type: the key is missing; one of sme, neon is needed");
  }

  record Plug(
      @Description("d") @QuantityOf(Dimension.CYCLES) Parameter penalty,
      @Description("d") @OneOrMany @Default("[]") List<Plug> inner,
      @Description("d") @Default("1") int depth) {}

  @Test
  void aPartForALaterReaderIsOverlaidWithoutItsFormat() {
    String yaml =
        Phones.YAML
            + "plugin:\n  penalty: {value: 3 cycles, source: x, status: derived, range: [1 cycle, 4 cycles]}\n";
    MappingNode part =
        Phones.bind(yaml, overlay("plugin.penalty: 9 cycles\nplugin.depth: 2"))
            .value()
            .plugin()
            .orElseThrow();
    Loaded<Plug> plug = Format.of(Plug.class).bind(part, ParameterForm.FULL);
    assertThat(plug.value().depth()).isEqualTo(2);
    Parameter penalty = plug.value().penalty();
    assertThat(penalty.path()).hasToString("plugin.penalty");
    assertThat(penalty.quantity()).hasToString("9 cycles");
    assertThat(penalty.provenance().source()).isEqualTo("scenario \"fast\" (what-if.yaml:1)");
    assertThat(penalty.range()).hasToString("Optional[[1 cycle, 4 cycles]]");
    // The later reader still finds a wrong key, at the overlay.
    MappingNode typo = Phones.bind(yaml, overlay("plugin.dept: 2")).value().plugin().orElseThrow();
    assertThatThrownBy(() -> Format.of(Plug.class).bind(typo, ParameterForm.FULL))
        .hasMessageStartingWith(
            "what-if.yaml:1:1: plugin.dept: unknown key; did you mean \"depth\"?");
    assertThat(problems(yaml, overlay("plugin: 5")))
        .containsExactly(
            "what-if.yaml:1:1: plugin: a mapping cannot be replaced; set one of its keys (penalty)");
    assertThat(Phones.bind(Phones.YAML, overlay("plugin.depth: 2")).value().plugin()).isPresent();
    // Something with a value but no source is not a parameter.
    MappingNode table =
        Phones.bind(Phones.YAML + "plugin: {value: 1, other: 2}", overlay("plugin.other: 3"))
            .value()
            .plugin()
            .orElseThrow();
    assertThat(table.get("other").map(ConfigNode::kind)).hasValue("\"3\"");
  }

  @Test
  void theOnlyElementOfAListCanBeChangedInPlace() {
    Document document =
        new ConfigReader()
            .parse("p.yaml", "{penalty: 1 cycle, inner: {penalty: 2 cycles, depth: 7}}");
    Plug plug =
        document
            .bind(
                Format.of(Plug.class),
                ParameterForm.FULL_OR_SHORT,
                List.of(set("inner.penalty=5 cycles")))
            .value();
    assertThat(plug.inner()).extracting(Plug::depth).containsExactly(7);
    assertThat(plug.inner().get(0).penalty().quantity()).hasToString("5 cycles");
  }

  @Test
  void deepPathsAreRefused() {
    assertThat(problems(Phones.YAML, overlay("plugin" + ".a".repeat(32) + ": 1")).get(0))
        .contains("is not a path; a path is at most 32 names");
    assertThat(problems(Phones.YAML, set("a" + ".a".repeat(100_000) + "=1")).get(0))
        .contains("is not a path; a path is at most 32 names");
    assertThat(Phones.bind(Phones.YAML, overlay("plugin" + ".a".repeat(31) + ": 1"))).isNotNull();
    // Nested and dotted together count too: 30 levels of 32 names once overflowed the stack.
    String step = "{a" + ".a".repeat(31) + ": ";
    String deepest = "plugin: " + step.repeat(30) + "1" + "}".repeat(30);
    assertThat(problems(Phones.YAML, overlay(deepest)).get(0))
        .contains("is not a path; a path is at most 32 names");
  }
}
