package io.tilewise.config;

import static io.tilewise.config.Phones.problems;
import static io.tilewise.config.Phones.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormatTest {

  record Everything(
      @Description("d") Optional<String> text,
      @Description("d") Optional<Boolean> flag,
      @Description("d") @Bounds(above = "-2", below = "5") Optional<Integer> small,
      @Description("d") Optional<Long> large,
      @Description("d") @Bounds(atLeast = "0.5", atMost = "1e3") Optional<Double> real,
      @Description("d") @QuantityOf(Dimension.COUNT) @Bounds(atLeast = "1")
          Optional<Quantity> count,
      @Description("d") @QuantityOf(Dimension.FRACTION) Optional<Quantity> share,
      @Description("d") @OneOrMany @NonEmpty @Default("[a, b]") List<String> words,
      @Description("d") Optional<List<List<Integer>>> grid,
      @Description("d") @Names(pattern = "[0-9]+ mhz") @NonEmpty
          Optional<Map<String, Double>> points,
      @Description("d") Optional<ConfigNode> raw,
      @Description("d") Optional<Everything> inner,
      @Description("d") @Default("true") boolean on,
      @Description("d") @Default("7") long seven) {}

  private static final Format<Everything> EVERYTHING = Format.of(Everything.class);

  private static Everything read(String yaml) {
    return new ConfigReader().parse("f", yaml).bind(EVERYTHING, ParameterForm.FULL).value();
  }

  private static String problem(String yaml) {
    try {
      return "no problem: " + read(yaml);
    } catch (ConfigException e) {
      return e.getMessage();
    }
  }

  @Test
  void readsEveryTypeOfComponent() {
    Everything all =
        read(
            """
            text: no
            flag: false
            small: -1
            large: 9007199254740993
            real: 1e3
            count: 4
            share: 80 %
            words: alone
            grid: [[1, 2], []]
            points: {300 mhz: 0.5, 100 mhz: 0.75}
            raw: [anything, {goes: here}]
            inner: {text: "1.10"}
            """);
    assertThat(all.text()).hasValue("no");
    assertThat(all.flag()).hasValue(false);
    assertThat(all.small()).hasValue(-1);
    assertThat(all.large()).hasValue(9007199254740993L);
    assertThat(all.real()).hasValue(1000.0);
    assertThat(all.count().map(Quantity::toString)).hasValue("4");
    assertThat(all.share().map(Quantity::inBaseUnit)).hasValue(0.8);
    assertThat(all.words()).containsExactly("alone");
    assertThat(all.grid()).hasValue(List.of(List.of(1, 2), List.of()));
    assertThat(all.points().orElseThrow().keySet()).containsExactly("300 mhz", "100 mhz");
    assertThat(all.raw().map(ConfigNode::path).map(KeyPath::toString)).hasValue("raw");
    assertThat(all.inner().flatMap(Everything::text)).hasValue("1.10");
    assertThat(all.on()).isTrue();
    assertThat(all.seven()).isEqualTo(7);
  }

  @Test
  void whatIsLeftOutIsEmptyOrItsDeclaredDefault() {
    Everything all = read("{}");
    assertThat(all.text()).isEmpty();
    assertThat(all.words()).containsExactly("a", "b");
    assertThat(all.on()).isTrue();
  }

  @Test
  void resultsCannotBeChanged() {
    Phone phone = Phones.bind(Phones.YAML).value();
    assertThatThrownBy(() -> phone.clusters().clear())
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> phone.matrixUnits().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "txt: a | f:1:1: txt: unknown key; did you mean \"text\"? (keys here: text, flag, small,"
            + " large, real, count, share, words, grid, points, raw, inner, on, seven)",
        "text: | f:1:6: text: text is needed, but this is empty",
        "text: ~ | f:1:7: text: text is needed, but this is empty",
        "text: ' ' | f:1:7: text: the text is blank, but text is needed",
        "text: \"\\e[31m\" | f:1:7: text: \"\\u001b[31m\" holds a control character; remove it",
        "text: [a] | f:1:7: text: text is needed, but this is a list",
        "flag: yes | f:1:7: flag: \"yes\" is not allowed; write true or false, without quotes",
        "flag: [] | f:1:7: flag: true or false is needed, but this is a list",
        "flag: 'true' | f:1:7: flag: \"true\" is not allowed; write true or false, without quotes",
        "flag: True | f:1:7: flag: \"True\" is not allowed; write true or false, without quotes",
        "small: 5 | f:1:8: small: \"5\" is out of range; it must be above -2 and below 5",
        "small: -2 | f:1:8: small: \"-2\" is out of range; it must be above -2 and below 5",
        "small: 1.5 | f:1:8: small: \"1.5\" is not a whole number",
        "small: '1' | f:1:8: small: \"1\" is quoted text, but a whole number is needed; remove the"
            + " quotes",
        "small: 1_0 | f:1:8: small: \"1_0\" is not a whole number such as 4",
        "small: 0x1 | f:1:8: small: \"0x1\" is not a whole number such as 4",
        "small: {} | f:1:8: small: a whole number is needed, but this is a mapping",
        "large: 1e40 | f:1:8: large: \"1e40\" is too large",
        "seven: 1e999999999 | f:1:8: seven: \"1e999999999\" is not a whole number such as 4",
        "real: 0.4 | f:1:7: real: \"0.4\" is out of range; it must be at least 0.5 and at most 1e3",
        "real: .inf | f:1:7: real: \".inf\" is not a number such as 4",
        "count: 0 | f:1:8: count: \"0\" is out of range; it must be at least 1",
        "count: '4' | f:1:8: count: \"4\" is quoted text, but a count is needed; remove the quotes",
        "words: [] | f:1:8: words: the list is empty, but at least one value is needed",
        "words: {a: b} | f:1:8: words: text is needed, but this is a mapping",
        "grid: 5 | f:1:7: grid: a list is needed, but this is \"5\"",
        "grid: [[1], [x]] | f:1:14: grid[1][0]: \"x\" is not a whole number such as 4",
        "points: {} | f:1:9: points: the mapping is empty, but at least one name is needed",
        "points: [] | f:1:9: points: a mapping of names to values is needed, but this is a list",
        "points: {x: 1} | f:1:10: points.x: \"x\" cannot be a name here; a name is what matches"
            + " [0-9]+ mhz, without dots",
        "inner: {inner: {on: 1}} | f:1:21: inner.inner.on: \"1\" is not allowed; write true or"
            + " false, without quotes",
      })
  void saysWhatIsWrongAndWhere(String yaml, String message) {
    assertThat(problem(yaml)).isEqualTo(message);
  }

  @Test
  void aNameNeverHasADot() {
    assertThat(problems(with("  ultra:", "  ul.tra:")))
        .contains(
            "phone.yaml:3:3: clusters.\"ul.tra\": \"ul.tra\" cannot be a name here; a name is a"
                + " letter, then letters, digits, _ and -");
  }

  @Test
  void allProblemsOfAFileComeTogetherInItsOrder() {
    String yaml =
        """
        clusters:
          ultra:
            cores: 0
            clock: 4.21
            fast: fp61
            clock: 5 GHz
          premium: 3
        memory:
          dram:
            bandwidth: 68 GB
            latancy: 100 ns
        matrix_units:
          - svl: 512 bit
          - type: sme
          - {type: absent, reason: "No!"}
        name: !x y
        """;
    assertThat(problems(yaml))
        .containsExactly(
            "phone.yaml:3:12: clusters.ultra.cores: \"0\" is out of range; it must be at least 1 and"
                + " at most 16",
            "phone.yaml:4:12: clusters.ultra.clock: \"4.21\" has no unit, but a frequency is needed"
                + " (Hz, kHz, MHz, GHz); for instance \"4.21 GHz\"",
            "phone.yaml:5:11: clusters.ultra.fast: \"fp61\" is not allowed; did you mean \"fp16\"?"
                + " (allowed: fp32, fp16, int8)",
            "phone.yaml:6:5: clusters.ultra.clock: the key is given twice, first at"
                + " phone.yaml:4:5; remove one",
            "phone.yaml:7:12: clusters.premium: a mapping is needed, but this is \"3\"",
            "phone.yaml:10:16: memory.dram.bandwidth: \"68 GB\" is an amount of data, but a"
                + " bandwidth is needed (B/s, kB/s, MB/s, GB/s, TB/s, KiB/s, MiB/s, GiB/s); for"
                + " instance \"68 GB/s\"",
            "phone.yaml:11:5: memory.dram.latancy: unknown key; did you mean \"latency\"? (keys here:"
                + " bandwidth, latency)",
            "phone.yaml:13:5: matrix_units[0].type: the key is missing; one of sme2, absent is"
                + " needed",
            "phone.yaml:14:11: matrix_units[1].type: \"sme\" is not allowed; did you mean \"sme2\"?"
                + " (allowed: sme2, absent)",
            "phone.yaml:15:28: matrix_units[2].reason: \"No!\" is not allowed; a reason in small"
                + " letters is needed",
            "phone.yaml:16:7: name: YAML tags (!) are not allowed; write the value without one");
  }

  @Test
  void aMissingKeyIsLocatedAtItsMapping() {
    assertThat(problems(with("    cores: 1\n", "")))
        .containsExactly(
            "phone.yaml:4:5: clusters.ultra.cores: the key is missing; a whole number is needed");
    assertThat(problems("name: x"))
        .containsExactly(
            "phone.yaml:1:1: clusters: the key is missing; a mapping of names to values is needed",
            "phone.yaml:1:1: memory: the key is missing; a mapping is needed");
  }

  @Test
  void aSealedInterfaceIsReadByItsDiscriminator() {
    Phone phone =
        Phones.bind(Phones.YAML + "  - {reason: none on this phone, type: absent}\n").value();
    assertThat(phone.matrixUnits().get(0)).isInstanceOf(Phone.Sme2.class);
    assertThat(phone.matrixUnits().get(1)).isEqualTo(new Phone.None("none on this phone"));
    assertThat(problems(with("type: sme2", "type: [sme2]")))
        .containsExactly(
            "phone.yaml:23:11: matrix_units[0].type: one of sme2, absent is needed, but this is a list");
  }

  @Test
  void aFormatCanBeASealedInterface() {
    Format<Phone.MatrixUnit> format = Format.of(Phone.MatrixUnit.class);
    Document document = new ConfigReader().parse("unit.yaml", "{type: absent, reason: cheap}");
    assertThat(document.bind(format, ParameterForm.FULL).value())
        .isEqualTo(new Phone.None("cheap"));
  }

  @Test
  void aRecordPointsToTheKeyThatDoesNotFit() {
    assertThat(problems(with("shared_by: [ultra, premium]", "shared_by:\n      [ultra, premum]")))
        .containsExactly(
            "phone.yaml:27:15: matrix_units[0].shared_by[1]: there is no \"premum\"; did you mean"
                + " \"premium\"? (clusters: ultra, premium)");
  }

  record Window(@Description("d") @Default("1") int low, @Description("d") @Default("2") int high) {
    Window {
      if (low > high) {
        throw new IllegalArgumentException("low " + low + " is above high " + high + "\u0007");
      }
    }
  }

  record Broken(@Description("d") int value) {
    Broken {
      if (value > 0) {
        throw new IllegalStateException("a bug");
      }
    }
  }

  record Several(@Description("d") Optional<Integer> here, @Description("d") List<Integer> list)
      implements SelfChecking {
    @Override
    public void check(Checks checks) {
      checks.at("here").problem("at the mapping, since it is left out");
      checks.at("list").at(1).problem("at the element");
      checks.at("list").at(7).at("x").problem("at the list, for want of such an element");
      checks.problem("at the record");
    }
  }

  @Test
  void aConstructorThatRefusesIsAProblemAtTheMapping() {
    Document document = new ConfigReader().parse("w", "{low: 3, high: 2}");
    assertThatThrownBy(() -> document.bind(Format.of(Window.class), ParameterForm.FULL))
        .isInstanceOf(ConfigException.class)
        .hasMessage("w:1:1: low 3 is above high 2\\u0007");
    assertThatThrownBy(
            () ->
                new ConfigReader()
                    .parse("w", "value: 1")
                    .bind(Format.of(Broken.class), ParameterForm.FULL))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a bug");
  }

  enum Shift {
    UP {
      @Override
      int sign() {
        return 1;
      }
    };

    abstract int sign();
  }

  record Shifted(@Description("d") Shift shift) {}

  @Test
  void anEnumWithBodiesIsStillAnEnum() {
    Document document = new ConfigReader().parse("s", "shift: up");
    Shifted shifted = document.bind(Format.of(Shifted.class), ParameterForm.FULL).value();
    assertThat(shifted.shift().sign()).isEqualTo(1);
  }

  @Test
  void aCheckIsLocatedAsFarDownAsTheFileGoes() {
    Document document = new ConfigReader().parse("s", "list: [1,\n  2]");
    assertThatThrownBy(() -> document.bind(Format.of(Several.class), ParameterForm.FULL))
        .hasMessage(
            """
            s:1:1: here: at the mapping, since it is left out
            s:1:1: at the record
            s:1:7: list[7].x: at the list, for want of such an element
            s:2:3: list[1]: at the element""");
  }

  private static String nonsense(int keys) {
    return IntStream.range(0, keys)
        .mapToObj(i -> "nonsense" + i + ": 1\n")
        .collect(Collectors.joining());
  }

  @Test
  void manyProblemsAreCutInTheMessageButListed() {
    ConfigException e =
        Assertions.catchThrowableOfType(ConfigException.class, () -> read(nonsense(60)));
    assertThat(e.problems()).hasSize(60);
    assertThat(e.getMessage().lines()).hasSize(51);
    assertThat(e.getMessage()).contains("f:50:1: nonsense49").endsWith("\nand 10 more");
    assertThat(problem(nonsense(50)).lines()).hasSize(50);
  }

  @Test
  void readingStopsWhenNothingFits() {
    assertThat(problem(nonsense(5000))).endsWith("\nand 950 more");
  }

  @Test
  void aPartKeptForLaterHasItsFullPath() {
    Phone phone = Phones.bind(Phones.YAML + "plugin: {window: {low: 5}}\n").value();
    MappingNode window = (MappingNode) phone.plugin().orElseThrow().get("window").orElseThrow();
    assertThatThrownBy(() -> Format.of(Window.class).bind(window, ParameterForm.FULL))
        .hasMessage("phone.yaml:27:18: plugin.window: low 5 is above high 2\\u0007");
    assertThat(problems(Phones.YAML + "plugin: 5\n"))
        .containsExactly("phone.yaml:27:9: plugin: a mapping is needed, but this is \"5\"");
  }
}
