package io.tilewise.cpu.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.tilewise.config.ConfigException;
import io.tilewise.config.Problem;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Rules across the keys of a device file: a file that keeps them, and one change for each. */
class DeviceRulesTest {
  private static final String DEVICE =
      "description: A cluster and a matrix unit\n"
          + DeviceParts.CLUSTERS
          + DeviceParts.MATRIX_UNITS
          + DeviceParts.MEMORY
          + """
      power_modes:
        fast: {clusters: {big: 1}, matrix_units: {sme2: 1}, memory: 1}
      operating_points:
        count: 4
        lowest: 25 %
        transition: 50 us
        voltages:
          - {clock: 50 %, voltage: 70 %}
          - {clock: 100 %, voltage: 100 %}
      power:
        window: 100 ms
        clusters: {big: {capacitance: 1 nF, voltage: 1 V, leakage: 0.1 W}}
        matrix_units: {sme2: {capacitance: 1 nF, voltage: 1 V, leakage: 0.1 W}}
        memory: {fabric: 0.5 W, dram_standby: 0.1 W, l3: 1 pJ/bit, dram: 5 pJ/bit}
        core_activity: {scalar: 60 %, vector: 100 %, streaming: 45 %, waiting: 30 %}
        unit_activity:
          {fp32: 90 %, fp16: 75 %, int8: 75 %, transfers: 20 %, vectors: 20 %, waiting: 20 %}
        leakage_law: {reference_temperature: 60 degC, doubling: 25 K, voltage_exponent: 3}
        power_down: {residency: 6 ms, entry: 1 ms, exit: 1 ms}
      thermal:
        ambient: 25 degC
        junctions:
          big: {resistance: 6 K/W, capacity: 0.04 J/K}
          sme2: {resistance: 8 K/W, capacity: 0.03 J/K}
          fabric: {resistance: 2 K/W, capacity: 0.2 J/K}
        package_node: {resistance: 3 K/W, capacity: 3 J/K}
        case_node: {resistance: 3 K/W, capacity: 45 J/K}
        skin_limit: 42 degC
        junction_limit: 95 degC
        polling: 1 s
      calibration:
        parameters: [issue_rates.matrix, issue_rates.vector]
        correlations: [[1, 0.5], [0.5, 1]]
        given: [memory.line]
        elasticities: [[2], [3]]
      stated:
        - {figure: compute, name: a, by: [neon, sme2], dtype: fp16, clocks: {big: 1 GHz},
           value: 1 GOPS, tolerance: 1 %, source: s, status: measured}
        - {figure: bandwidth, name: b, of: l2, access: read, by: sme2, clocks: {sme2: 1 GHz},
           value: 1 GB/s, tolerance: 1 %, source: s, status: measured}
        - {figure: bandwidth, name: c, of: l3, value: 1 GB/s, tolerance: 1 %, source: s,
           status: measured}
      """;

  @Test
  void aFileThatKeepsAllIsRead() {
    DeviceFile file = DeviceParts.read(DEVICE);
    assertThat(file.levels()).containsExactly("l2", "l3", "dram");
    // Voltages may stay.
    DeviceParts.read(
        DEVICE.replace("{clock: 100 %, voltage: 100 %}", "{clock: 100 %, voltage: 70 %}"));
    assertThat(file.stated()).extracting(StatedFigure::name).containsExactly("a", "b", "c");
  }

  @Test
  void levelsStandInTheirOrder() {
    String both =
        DEVICE
            .replace(
                "  dram: {latency",
                "  slc: {size: 4 MiB, latency: 40 ns, bandwidth: 100 GB/s}\n  dram: {latency")
            .replace("l3: 1 pJ/bit,", "l3: 1 pJ/bit, slc: 1 pJ/bit,");
    assertThat(DeviceParts.read(both).levels()).containsExactly("l2", "l3", "slc", "dram");
  }

  static Stream<Arguments> changes() {
    return Stream.of(
        change(
            "svl: 512 bit",
            "svl: 384 bit",
            "matrix_units.sme2.svl: 384 bit is no power of two from 128 to 2048 bit"),
        change(
            "clusters: [big]",
            "clusters: [big, pig]",
            "matrix_units.sme2.clusters[1]: there is no \"pig\"; did you mean \"big\"?"),
        change(
            "clusters: {big: 1}",
            "clusters: {}",
            "power_modes.fast.clusters: the share of the clock of \"big\" is missing; write one for"
                + " each of the clusters"),
        change(
            "clusters: {big: 1}",
            "clusters: {big: 1, bag: 1}",
            "power_modes.fast.clusters.bag: there is no \"bag\"; did you mean \"big\"?"),
        change(
            "matrix_units: {sme2: 1}",
            "matrix_units: {}",
            "power_modes.fast.matrix_units: the share of the clock of \"sme2\" is missing; write"
                + " one for each of the matrix units"),
        change(
            "clusters: {big: {capacitance",
            "clusters: {bag: {capacitance",
            "power.clusters: the power of \"big\" is missing; write one for each of the clusters",
            "power.clusters.bag: there is no \"bag\"; did you mean \"big\"?"),
        change(
            "matrix_units: {sme2: {capacitance: 1 nF, voltage: 1 V, leakage: 0.1 W}}",
            "matrix_units: {}",
            "power.matrix_units: the power of \"sme2\" is missing; write one for each of the matrix"
                + " units"),
        change(
            "l3: 1 pJ/bit, ", "", "power.memory: the energy of a transfer through l3 is missing"),
        change(
            "l3: 1 pJ/bit, ",
            "l3: 1 pJ/bit, slc: 1 pJ/bit, ",
            "power.memory: the device has no slc"),
        change(
            "{clock: 50 %, voltage: 70 %}",
            "{clock: 100 %, voltage: 70 %}",
            "operating_points.voltages[1]: clocks must ascend and voltages not descend; this point"
                + " is 100 %, 100 %, the one before 100 %, 70 %"),
        change(
            "{clock: 100 %, voltage: 100 %}",
            "{clock: 100 %, voltage: 69 %}",
            "operating_points.voltages[1]: clocks must ascend and voltages not descend; this point"
                + " is 100 %, 69 %, the one before 50 %, 70 %"),
        change(
            "fabric: {resistance: 2 K/W, capacity: 0.2 J/K}",
            "fobric: {resistance: 2 K/W, capacity: 0.2 J/K}",
            "thermal.junctions: the junction of \"fabric\" is missing; write one for each of the"
                + " domains",
            "thermal.junctions.fobric: there is no \"fobric\"; did you mean \"fabric\"?"),
        change(
            "sme2: {resistance: 8 K/W, capacity: 0.03 J/K}",
            "",
            "thermal.junctions: the junction of \"sme2\" is missing; write one for each of the"
                + " domains"),
        change(
            "big: {resistance: 6 K/W, capacity: 0.04 J/K}",
            "",
            "thermal.junctions: the junction of \"big\" is missing; write one for each of the"
                + " domains"),
        change(
            "correlations: [[1, 0.5], [0.5, 1]]",
            "correlations: [[1, 0.5]]",
            "calibration.correlations: 1 rows for 2 parameters; write one for each"),
        change(
            "correlations: [[1, 0.5], [0.5, 1]]",
            "correlations: [[1, 0.5], [0.5]]",
            "calibration.correlations[1]: 1 columns for 2; write one for each"),
        change(
            "correlations: [[1, 0.5], [0.5, 1]]",
            "correlations: [[1, 0.5], [0.5, 0.9]]",
            "calibration.correlations[1][1]: 0.9 is on the diagonal, where 1 must be"),
        change(
            "correlations: [[1, 0.5], [0.5, 1]]",
            "correlations: [[1, 0.5], [0.4, 1]]",
            "calibration.correlations[1][0]: 0.4 differs from 0.5 on the other side of the"
                + " diagonal; write the same"),
        change(
            "elasticities: [[2], [3]]",
            "elasticities: [[2]]",
            "calibration.elasticities: 1 rows for 2 parameters; write one for each"),
        change(
            "elasticities: [[2], [3]]",
            "elasticities: [[2], [3, 4]]",
            "calibration.elasticities[1]: 2 columns for 1; write one for each"),
        change(
            "given: [memory.line]",
            "given: []",
            "calibration.elasticities[0]: 1 columns for 0; write one for each",
            "calibration.elasticities[1]: 1 columns for 0; write one for each"),
        change(
            "elasticities: [[2], [3]]",
            "elasticities: []",
            "calibration.elasticities: 0 rows for 2 parameters; write one for each"),
        change("name: c", "name: a", "stated[2].name: two figures are named a; rename one"),
        change(
            "by: [neon, sme2]",
            "by: [neon, sme1]",
            "stated[0].by[1]: there is no \"sme1\"; did you mean \"sme2\"?"),
        change(
            "clocks: {big: 1 GHz}",
            "clocks: {bag: 1 GHz}",
            "stated[0].clocks.bag: there is no \"bag\"; did you mean \"big\"?"),
        change(
            "clocks: {sme2: 1 GHz}",
            "clocks: {sme1: 1 GHz}",
            "stated[1].clocks.sme1: there is no \"sme1\"; did you mean \"sme2\"?"),
        change(
            "of: l2, access: read, by: sme2",
            "of: l2, access: read, by: sme1",
            "stated[1].by: there is no \"sme1\"; did you mean \"sme2\"?"),
        change(
            "of: l2, access: read, by: sme2",
            "of: l2, by: sme2",
            "stated[1].of: each core has an l2 of its own, so access must say how it is used",
            "stated[1].by: a level by itself is not used by anything; write access as well"),
        change("of: l3", "of: l4", "stated[2].of: there is no \"l4\"; did you mean \"l2\"?"));
  }

  private static Arguments change(String from, String to, String... problems) {
    return arguments(from, to, List.of(problems));
  }

  @ParameterizedTest
  @MethodSource("changes")
  void whatBreaksARuleIsReportedWhereItIs(String from, String to, List<String> problems) {
    assertThat(DEVICE).containsOnlyOnce(from);
    assertThatThrownBy(() -> DeviceParts.read(DEVICE.replace(from, to)))
        .asInstanceOf(InstanceOfAssertFactories.type(ConfigException.class))
        .extracting(
            refusal -> refusal.problems().stream().map(DeviceRulesTest::text).toList(),
            InstanceOfAssertFactories.list(String.class))
        .hasSameSizeAs(problems)
        .zipSatisfy(problems, (found, expected) -> assertThat(found).startsWith(expected));
  }

  private static String text(Problem problem) {
    return problem.path() + ": " + problem.message();
  }

  /** From a key in the first column to the next one there. */
  private static String without(String text, String key) {
    return text.replaceFirst("(?ms)^" + key + ":.*?(?=^\\w|\\z)", "");
  }

  @Test
  void blocksThatOthersNeedMustBeThere() {
    assertThatThrownBy(() -> DeviceParts.read(without(DEVICE, "operating_points")))
        .hasMessageContaining(
            "power: power follows from voltages, so operating_points are needed beside it");
    assertThatThrownBy(() -> DeviceParts.read(without(DEVICE, "power")))
        .hasMessageContaining(
            "thermal: heat follows from power, so the block power is needed beside it");
    assertThat(DeviceParts.read(without(without(DEVICE, "power"), "thermal")).power()).isEmpty();
  }
}
