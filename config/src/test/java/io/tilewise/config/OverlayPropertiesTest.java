package io.tilewise.config;

import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.integers;
import static org.quicktheories.generators.SourceDSL.lists;
import static org.quicktheories.generators.SourceDSL.longs;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Overlaying a file means the same as editing it. */
class OverlayPropertiesTest {

  /** A value in {@link Phones#YAML}: its path, and the text in the file that holds it. */
  private record Place(String path, String text, List<String> values) {}

  private static final List<Place> PLACES =
      List.of(
          new Place("name", "test phone", List.of("a", "'b: c'", "no")),
          new Place("clusters.ultra.cores", "cores: 1", List.of("2", "16")),
          new Place("clusters.ultra.fast", "[fp16, int8]", List.of("int8", "[fp32]", "[]")),
          new Place("clusters.ultra.clock", "4.21 GHz", List.of("1 GHz", "900MHz", "20 GHz")),
          new Place("clusters.premium.clock", "3.5 GHz", List.of("3 GHz", "1e9 Hz")),
          new Place("memory.dram.bandwidth", "60 GB/s", List.of("51 GB/s", "68 GB/s", "50 GB/s")),
          new Place("memory.dram.latency", "120 ns", List.of("0.1 us", "140 ns")));

  /** The file with the chosen values written into it; a choice beyond the values leaves it. */
  private static String edited(List<Integer> choices) {
    String yaml = Phones.YAML;
    for (int i = 0; i < PLACES.size(); i++) {
      Place place = PLACES.get(i);
      if (choices.get(i) < place.values.size()) {
        String key = place.text.startsWith("cores: ") ? "cores: " : "";
        String value = key + place.values.get(choices.get(i));
        yaml = yaml.replaceFirst(Pattern.quote(place.text), Matcher.quoteReplacement(value));
      }
    }
    return yaml;
  }

  /** The same as an overlay, with paths dotted or nested at random. */
  private static Overlay overlay(List<Integer> choices, long seed) {
    Random random = new Random(seed);
    Map<String, String> lines = new LinkedHashMap<>();
    List<String> assignments = new ArrayList<>();
    for (int i = 0; i < PLACES.size(); i++) {
      Place place = PLACES.get(i);
      if (choices.get(i) < place.values.size()) {
        String value = place.values.get(choices.get(i));
        assignments.add(place.path + "=" + value);
        addLine(lines, place.path, value, random);
      }
    }
    if (lines.isEmpty() || random.nextBoolean()) {
      Collections.shuffle(assignments, random);
      return Overlay.ofAssignments("--set", assignments);
    }
    String yaml =
        lines.entrySet().stream()
            .map(line -> line.getKey() + ": " + line.getValue())
            .collect(Collectors.joining("\n"));
    return Overlay.of("overlay", new ConfigReader().parse("overlay.yaml", yaml).root());
  }

  private static void addLine(Map<String, String> lines, String path, String value, Random random) {
    String key = path;
    String nested = value;
    while (key.contains(".") && random.nextBoolean()) {
      int dot = key.lastIndexOf('.');
      nested = "{" + key.substring(dot + 1) + ": " + nested + "}";
      key = key.substring(0, dot);
    }
    if (lines.putIfAbsent(key, nested) != null) {
      lines.put(path, value);
    }
  }

  private static List<String> facts(Loaded<Phone> bound) {
    List<String> facts = new ArrayList<>();
    facts.add(bound.value().name());
    bound
        .value()
        .clusters()
        .forEach((name, c) -> facts.add(name + " " + c.cores() + " " + c.fast()));
    bound.parameters().forEach(p -> facts.add(p.path() + " " + p.quantity() + " " + p.range()));
    return facts;
  }

  @Test
  void overlayingMeansTheSameAsEditing() {
    qt().withFixedSeed(20260101)
        .withExamples(1500)
        .forAll(lists().of(integers().between(0, 4)).ofSize(PLACES.size()), longs().all())
        .check(
            (choices, seed) ->
                facts(Phones.bind(Phones.YAML, overlay(choices, seed)))
                    .equals(facts(Phones.bind(edited(choices)))));
  }
}
