package io.tilewise.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonSchemaTest {

  private static final JsonSchemaFactory FACTORY =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7);

  private static boolean fitsSchema(Format<?> format, String yaml) {
    JsonSchema schema = FACTORY.getSchema((JsonNode) format.jsonSchema());
    JsonNode json = JsonValue.of(new ConfigReader().parse("f", yaml).root());
    return schema.validate(json).isEmpty();
  }

  private static boolean fitsBinder(Format<?> format, String yaml) {
    try {
      new ConfigReader().parse("f", yaml).bind(format, ParameterForm.FULL_OR_SHORT);
      return true;
    } catch (ConfigException e) {
      return false;
    }
  }

  /** One key per kind of component, each optional, so that a snippet is about one of them. */
  record Keys(
      @Description("d") Optional<String> text,
      @Description("d") @Matching(value = "[a-z]+", meaning = "letters") Optional<String> letters,
      @Description("d") Optional<Boolean> flag,
      @Description("d") @Bounds(atLeast = "1", below = "9") Optional<Integer> whole,
      @Description("d") @Bounds(above = "0", atMost = "1") Optional<Double> real,
      @Description("d") Optional<Phone.ElementType> type,
      @Description("d") @QuantityOf(Dimension.FREQUENCY) Optional<Quantity> clock,
      @Description("d") @QuantityOf(Dimension.CAPACITANCE) Optional<Quantity> capacitance,
      @Description("d") @QuantityOf(Dimension.COUNT) @Bounds(atLeast = "1")
          Optional<Quantity> count,
      @Description("d") @QuantityOf(Dimension.FRACTION) @Bounds(atMost = "1")
          Optional<Quantity> share,
      @Description("d") @QuantityOf(Dimension.TIME) Optional<Parameter> latency,
      @Description("d") @QuantityOf(Dimension.NUMBER) Optional<Parameter> factor,
      @Description("d") @NonEmpty Optional<List<Integer>> list,
      @Description("d") @OneOrMany Optional<List<Phone.ElementType>> types,
      @Description("d") @NonEmpty Optional<Map<String, Integer>> map,
      @Description("d") Optional<Phone.MatrixUnit> unit,
      @Description("d") Optional<MappingNode> part,
      @Description("d") Optional<ConfigNode> anything,
      @Description("d") Optional<Keys> inner,
      @Description("d") @Default("3") int three) {}

  private static final Format<Keys> KEYS = Format.of(Keys.class);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "text: a",
        "text: 1.2",
        "text: true",
        "text: no",
        "letters: abc",
        "flag: true",
        "whole: 8",
        "whole: 8.0",
        "whole: 1e0",
        "real: 1",
        "real: 0.5e-3",
        "type: fp16",
        "clock: 4.21 GHz",
        "clock: 4.21GHz",
        "clock: '1e3 kHz'",
        "capacitance: 588 uW/MHz/V^2",
        "count: 4",
        "share: 80 %",
        "share: '80%'",
        "share: 0.8",
        "latency: 3 us",
        "latency: 3 \u00b5s",
        "latency: {value: 3 us, source: 1.2, status: measured}",
        "latency: {value: 3 us, source: x, status: estimated, range: [1 us, 4 us], note: n}",
        "factor: 2.5",
        "factor: {value: 2.5, source: x, status: derived}",
        "list: [1, 2]",
        "types: fp32",
        "types: [fp32, int8]",
        "types: []",
        "map: {a-b: 1, C_3: 2}",
        "unit: {type: absent, reason: no need}",
        "unit: {svl: 512 bit, type: sme2, mopa_interval: 1 cycle, shared_by: [x]}",
        "part: {any: [thing]}",
        "anything: [{a: 1}]",
        "anything: 5",
        "inner: {inner: {text: deep}}",
        "three: 4",
      })
  void binderAndSchemaAccept(String yaml) {
    assertThat(fitsBinder(KEYS, yaml)).as("binder").isTrue();
    assertThat(fitsSchema(KEYS, yaml)).as("schema").isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "txt: a",
        "text: ''",
        "text: ' '",
        "text: ~",
        "text:",
        "text: [a]",
        "letters: a1",
        "letters: ABC",
        "flag: yes",
        "flag: 'true'",
        "flag: 1",
        "whole: 0",
        "whole: 9",
        "whole: 1.5",
        "whole: '8'",
        "whole: 0x8",
        "whole: 08",
        "real: 0",
        "real: 1.1",
        "real: .inf",
        "type: fp61",
        "type: FP16",
        "clock: 4.21",
        "clock: 4.21 ghz",
        "clock: 4.21 ns",
        "clock: 4,21 GHz",
        "clock: 04 GHz",
        "clock: 4  GHz",
        "clock: +4 GHz",
        "clock: [4 GHz]",
        "capacitance: 588 uW/MHz/V",
        "count: 0",
        "count: 1.5",
        "count: 4 cycles",
        "count: '4'",
        "share: 1.1",
        "share: 80 percent",
        "share: '0.8'",
        "latency: 3",
        "latency: {value: 3 us, source: x}",
        "latency: {value: 3 us, status: measured}",
        "latency: {value: 3, source: x, status: measured}",
        "latency: {value: 3 us, source: x, status: what-if}",
        "latency: {value: 3 us, source: x, status: estimated}",
        "latency: {value: 3 us, source: x, status: derived, range: [1 us]}",
        "latency: {value: 3 us, source: x, status: derived, range: [1 us, 2 us, 3 us]}",
        "latency: {value: 3 us, source: x, status: derived, rnge: [1 us, 2 us]}",
        "factor: 2 W",
        "list: []",
        "list: 1",
        "list: [1, x]",
        "types: fp61",
        "types: [fp61]",
        "map: {}",
        "map: {a.b: 1}",
        "map: {1a: 1}",
        "map: {a: x}",
        "unit: {}",
        "unit: {type: sme3}",
        "unit: {type: absent}",
        "unit: {type: absent, reason: none, svl: 512 bit}",
        "unit: {reason: none}",
        "unit: absent",
        "part: 5",
        "part: []",
        "inner: {inner: {txt: deep}}",
        "inner: 5",
        "three: x",
      })
  void binderAndSchemaRefuse(String yaml) {
    assertThat(fitsBinder(KEYS, yaml)).as("binder").isFalse();
    assertThat(fitsSchema(KEYS, yaml)).as("schema").isFalse();
  }

  /** What JSON Schema cannot say, or would make unreadable, only the binder refuses. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "latency: {value: 3 us, source: x, status: derived, range: [1 us, 2 us]}",
        "latency: {value: 3 us, source: x, status: derived, range: [4 us, 2 us]}",
        "share: 180 %",
        "clock: 1e999 Hz",
        "three: 9999999999",
        "text: \"\\e[31m\"",
      })
  void onlyTheBinderRefuses(String yaml) {
    assertThat(fitsBinder(KEYS, yaml)).as("binder").isFalse();
    assertThat(fitsSchema(KEYS, yaml)).as("schema").isTrue();
  }

  record Outer(@Description("d") Keys keys) {}

  @Test
  void aRecordInsideItselfHasADefinitionOfItsOwn() {
    Format<Outer> format = Format.of(Outer.class);
    assertThat(format.jsonSchema().at("/definitions/Keys/properties/inner/allOf/0/$ref").asText())
        .isEqualTo("#/definitions/Keys");
    assertThat(fitsSchema(format, "keys: {inner: {inner: {text: a}}}")).isTrue();
    assertThat(fitsSchema(format, "keys: {inner: {inner: {txt: a}}}")).isFalse();
  }

  @Test
  void aWholeFileFitsAndAMissingKeyDoesNot() {
    assertThat(fitsSchema(Phones.FORMAT, Phones.YAML)).isTrue();
    assertThat(fitsSchema(Phones.FORMAT, Phones.with("name: test phone\n", ""))).isFalse();
    assertThat(fitsSchema(Phones.FORMAT, Phones.with("    cores: 3\n", ""))).isFalse();
  }

  @Test
  void theFormatCanBeASealedInterface() {
    Format<Phone.MatrixUnit> format = Format.of(Phone.MatrixUnit.class);
    assertThat(fitsSchema(format, "{type: absent, reason: none}")).isTrue();
    assertThat(fitsSchema(format, "{type: absent, svl: 512 bit}")).isFalse();
  }

  record Later(@Description("d") @Template(Phone.MatrixUnit.class) List<MappingNode> units) {}

  @Test
  void aTemplateTakesAnArgumentInThePlaceOfAValue() {
    Format<Later> format = Format.of(Later.class);
    assertThat(fitsSchema(format, "units: [{type: absent, reason: $why}]")).isTrue();
    assertThat(fitsSchema(format, "units: [{type: absent, reason: none}]")).isTrue();
    assertThat(fitsSchema(format, "units: [{type: absent, svl: $length}]")).isFalse();
    assertThat(fitsSchema(format, "units: [{type: $type}]")).isFalse();
    // Elsewhere the choice is as it was.
    assertThat(fitsSchema(format, "units: {}")).isFalse();
  }

  @Test
  void descriptionsDefaultsAndBoundsAreInIt() {
    JsonNode schema = Phones.FORMAT.jsonSchema();
    assertThat(schema.at("/$schema").asText()).isEqualTo("http://json-schema.org/draft-07/schema#");
    assertThat(schema.at("/description").asText()).isEqualTo("A phone.");
    assertThat(schema.at("/definitions/Memory").has("description")).isFalse();
    JsonNode unit = schema.at("/definitions/MatrixUnit");
    assertThat(unit.at("/description").asText()).startsWith("A matrix unit of one");
    assertThat(KEYS.jsonSchema().at("/properties/anything").toString())
        .isEqualTo("{\"description\":\"d\"}");
    JsonNode cluster = schema.at("/definitions/Cluster");
    assertThat(cluster.at("/properties/cores/description").asText())
        .isEqualTo("How many cores. Must be at least 1 and at most 16.");
    assertThat(cluster.at("/properties/cores/maximum").asInt()).isEqualTo(16);
    assertThat(cluster.at("/properties/fast/default").asText()).isEqualTo("fp32");
    assertThat(cluster.at("/required").toString()).isEqualTo("[\"cores\",\"clock\"]");
    assertThat(cluster.at("/additionalProperties").asBoolean(true)).isFalse();
    assertThat(schema.at("/definitions/frequency/pattern").asText())
        .isEqualTo("^-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)? ?(?:Hz|kHz|MHz|GHz)$");
  }
}
