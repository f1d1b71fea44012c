package io.tilewise.config;

import static io.tilewise.config.Phones.problems;
import static io.tilewise.config.Phones.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ParameterTest {

  @Test
  void theFullFormGivesProvenanceRangeAndNote() {
    Parameter bandwidth = Phones.bind(Phones.YAML).value().memory().dram().bandwidth();
    assertThat(bandwidth.path()).hasToString("memory.dram.bandwidth");
    assertThat(bandwidth.quantity()).hasToString("60 GB/s");
    assertThat(bandwidth.inBaseUnit()).isEqualTo(60e9);
    assertThat(bandwidth.in("MB/s")).isEqualTo(60_000);
    assertThat(bandwidth.provenance()).isEqualTo(new Provenance("0.7 x 85.3", Status.ESTIMATED));
    assertThat(bandwidth.range()).hasToString("Optional[[50 GB/s, 68 GB/s]]");
    assertThat(bandwidth.note()).hasValue("no measurement found");
  }

  @Test
  void theParametersComeInTheOrderOfTheFile() {
    String swapped =
        """
        matrix_units:
          - {type: sme2, mopa_interval: 2 cycles, svl: 512 bit, shared_by: [a]}
        memory: {dram: {latency: 100 ns, bandwidth: 60 GB/s}}
        clusters: {b: {clock: 2 GHz, cores: 1}, a: {cores: 1, clock: 1 GHz}}
        name: x
        """;
    assertThat(Phones.bind(swapped).parameters())
        .extracting(p -> p.path() + " = " + p.quantity())
        .containsExactly(
            "matrix_units[0].mopa_interval = 2 cycles",
            "memory.dram.latency = 100 ns",
            "memory.dram.bandwidth = 60 GB/s",
            "clusters.b.clock = 2 GHz",
            "clusters.a.clock = 1 GHz");
  }

  @Test
  void theShortFormIsAWhatIfWhereItIsAllowed() {
    String yaml = with("{value: 3.5 GHz, source: launch slides, status: published}", "3.5 GHz");
    Parameter clock = Phones.bind(yaml).value().clusters().get("premium").clock();
    assertThat(clock.provenance())
        .isEqualTo(new Provenance("no source given, phone.yaml:12", Status.WHAT_IF));
    assertThat(clock.range()).isEmpty();
    assertThat(Status.WHAT_IF.text()).isEqualTo("what-if");
    assertThatThrownBy(() -> Phones.document(yaml).bind(Phones.FORMAT, ParameterForm.FULL))
        .hasMessage(
            "phone.yaml:12:12: clusters.premium.clock: the value 3.5 GHz alone is not enough here;"
                + " give value, source and status (published, measured, derived, estimated,"
                + " calibrated)");
  }

  @Test
  void theFullFormIsEnoughForAShippedFile() {
    assertThat(Phones.document(Phones.YAML).bind(Phones.FORMAT, ParameterForm.FULL).parameters())
        .hasSize(5)
        .noneMatch(parameter -> parameter.provenance().status() == Status.WHAT_IF);
  }

  @Test
  void sourceAndStatusAreNeeded() {
    assertThat(problems(with(", source: launch slides, status: published}", ", staus: measured}")))
        .containsExactly(
            "phone.yaml:12:12: clusters.premium.clock.source: the key is missing; text is needed",
            "phone.yaml:12:12: clusters.premium.clock.status: the key is missing; one of published,"
                + " measured, derived, estimated, calibrated is needed",
            "phone.yaml:12:29: clusters.premium.clock.staus: unknown key; did you mean \"status\"?"
                + " (keys here: value, source, status, range, note)");
  }

  @Test
  void whatIfIsNotForFiles() {
    assertThat(
            problems(
                with(
                    "{value: 3.5 GHz, source: launch slides, status: published}",
                    "{value: 3.5 GHz, source: me, status: what-if}")))
        .containsExactly(
            "phone.yaml:12:49: clusters.premium.clock.status: \"what-if\" is not allowed (allowed:"
                + " published, measured, derived, estimated, calibrated)");
  }

  @Test
  void theValueLiesInItsOwnRange() {
    assertThat(problems(with("value: 60 GB/s", "value: 70 GB/s")))
        .containsExactly(
            "phone.yaml:16:14: memory.dram.bandwidth.value: \"70 GB/s\" is outside its own range"
                + " [50 GB/s, 68 GB/s]; correct one of them");
    assertThat(problems(with("value: 60 GB/s", "value: 68 GB/s").replace("68 GB/s]", "67.9 GB/s]")))
        .hasSize(1);
    assertThat(Phones.bind(with("value: 60 GB/s", "value: 68 GB/s")).parameters()).hasSize(5);
  }

  @Test
  void anEstimateHasARange() {
    assertThat(problems(with("      range: [50 GB/s, 68 GB/s]\n", "")))
        .containsExactly(
            "phone.yaml:16:7: memory.dram.bandwidth.range: an estimated value needs a range:"
                + " [lowest, highest], with units");
  }

  @Test
  void aRangeIsTwoQuantitiesInOrder() {
    assertThat(problems(with("[50 GB/s, 68 GB/s]", "[68 GB/s, 50 GB/s]")))
        .containsExactly(
            "phone.yaml:19:14: memory.dram.bandwidth.range: the range goes from 68 GB/s down to"
                + " 50 GB/s; write the lower end first");
    assertThat(problems(with("[50 GB/s, 68 GB/s]", "[50 GB/s]")))
        .containsExactly(
            "phone.yaml:19:14: memory.dram.bandwidth.range: a range has two values, [lowest,"
                + " highest], but there are 1");
    assertThat(problems(with("[50 GB/s, 68 GB/s]", "[50, 68 GB/s]")))
        .containsExactly(
            "phone.yaml:19:15: memory.dram.bandwidth.range[0]: \"50\" has no unit, but a bandwidth"
                + " is needed (B/s, kB/s, MB/s, GB/s, TB/s, KiB/s, MiB/s, GiB/s); for instance"
                + " \"50 GB/s\"");
    assertThat(problems(with("[50 GB/s, 68 GB/s]", "[0 GB/s, 68 GB/s]")))
        .containsExactly(
            "phone.yaml:19:15: memory.dram.bandwidth.range[0]: \"0 GB/s\" is out of range; it must"
                + " be above 0 B/s");
  }

  record Timing(
      @Description("d")
          @QuantityOf(Dimension.CYCLES)
          @Default("{value: 2 cycles, source: tables, status: derived}")
          Parameter interval) {}

  @Test
  void aDefaultIsAParameterToo() {
    Loaded<Timing> timing =
        new ConfigReader().parse("t", "{}").bind(Format.of(Timing.class), ParameterForm.FULL);
    assertThat(timing.parameters()).containsExactly(timing.value().interval());
    assertThat(timing.value().interval().path()).hasToString("interval");
    assertThat(timing.value().interval().provenance().status()).isEqualTo(Status.DERIVED);
  }
}
