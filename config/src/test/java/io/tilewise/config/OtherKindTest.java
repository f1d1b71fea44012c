package io.tilewise.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OtherKindTest {

  record Tree(
      @Description("d") String name,
      @Description("d") int height,
      @Description("d") int age,
      @Description("d") @Default("0") int rings) {}

  record Island(
      @Description("d") String name,
      @Description("d") String sea,
      @Description("d") String harbour,
      @Description("d") @Default("0") int lighthouses) {}

  @Discriminator("shape")
  sealed interface Cloud permits Cloud.Layer, Cloud.Heap {
    record Layer(@Description("d") int thickness) implements Cloud {}

    record Heap(@Description("d") int height, @Description("d") int base) implements Cloud {}
  }

  private static final FileKind<Tree> TREE =
      FileKind.of("tree", Tree.class, "A tree.", "is planted with plant");
  private static final FileKind<Island> ISLAND =
      FileKind.of("island", Island.class, "An island.", "is reached with sail");
  private static final FileKind<Cloud> CLOUD =
      FileKind.of("cloud", Cloud.class, "A cloud.", "is named under sky in a landscape");

  private static Optional<Problem> problem(FileKind<?> needed, String text) {
    return OtherKind.problem(
        new ConfigReader().parse("x.yaml", text).root(),
        FileKind.schemaReference(text),
        needed,
        List.of(TREE, ISLAND, CLOUD));
  }

  private static String line(String kind) {
    return "# yaml-language-server: $schema=../schemas/" + kind + ".schema.json\n";
  }

  @Test
  void theMessageSaysWhatItIsWhatIsNeededAndWhatItIsFor() {
    assertThat(problem(TREE, "name: Hven\nsea: Oresund\nharbour: Backviken\n").orElseThrow())
        .hasToString(
            "x.yaml: this is an island file, but a tree file is needed here; an island file is"
                + " reached with sail");
    assertThat(problem(ISLAND, "shape: heap\nheight: 1\nbase: 2\n").orElseThrow())
        .hasToString(
            "x.yaml: this is a cloud file, but an island file is needed here; a cloud file is named"
                + " under sky in a landscape");
  }

  /** As a tree five are wrong (sea, bridge, name, height, age), as an island three. */
  @Test
  void theFirstLineSaysOfWhichKindItIsIfThatFitsBetter() {
    String text = "sea: Oresund\nbridge: 1\n";
    assertThat(problem(TREE, line("island") + text)).isPresent();
    assertThat(problem(TREE, text)).isEmpty();
  }

  /** Copied from an island's file, but a tree's but for one key. */
  @Test
  void theFirstLineAloneSaysNothing() {
    assertThat(problem(TREE, line("island") + "name: oak\nheight: 3\nold: 4\n")).isEmpty();
    assertThat(problem(TREE, line("island") + "name: oak\nheight: 3\nage: 4\n")).isEmpty();
  }

  @Test
  void aFileThatSaysItIsOfTheKindNeededIsTakenForThat() {
    assertThat(problem(TREE, line("tree") + "name: Hven\nsea: Oresund\nharbour: b\n")).isEmpty();
  }

  @Test
  void anUnknownSchemaSaysNothing() {
    assertThat(problem(TREE, line("house") + "name: Hven\nsea: Oresund\nharbour: b\n")).isPresent();
    assertThat(problem(TREE, line("my-island") + "sea: Oresund\nbridge: 1\n")).isEmpty();
  }

  /** As a tree it lacks two keys, as an island two: of a file hardly begun nothing can be told. */
  @Test
  void whatOnlyLacksKeysIsOfTheKindNeeded() {
    assertThat(problem(TREE, "name: oak\n")).isEmpty();
    assertThat(problem(CLOUD, "shape: layer\n")).isEmpty();
  }

  /** As a tree three are wrong (sea, height, age), as an island one is: less than half. */
  @Test
  void withoutALineItMustFitTwiceAsWell() {
    assertThat(problem(TREE, "name: Hven\nsea: Oresund\n")).isPresent();
    // Two are wrong as a tree (sea, age), two as an island (height, harbour).
    assertThat(problem(TREE, "name: Hven\nsea: Oresund\nheight: 45\n")).isEmpty();
  }

  /** Of a choice the variant's keys count, and of one that is not known only the key itself. */
  @Test
  void aChoiceIsMadeByItsKey() {
    assertThat(CLOUD.format().fit(root("shape: heap\nheight: 1\n"))).isEqualTo(new KeyFit(0, 1));
    assertThat(CLOUD.format().fit(root("shape: ring\nheight: 1\n"))).isEqualTo(new KeyFit(1, 0));
    assertThat(CLOUD.format().fit(root("shape: [heap]\nheight: 1\n"))).isEqualTo(new KeyFit(1, 0));
    assertThat(CLOUD.format().fit(root("height: 1\nbase: 2\n"))).isEqualTo(new KeyFit(2, 1));
    assertThat(TREE.format().fit(root("name: oak\nrings: 3\n"))).isEqualTo(new KeyFit(0, 2));
  }

  private static MappingNode root(String text) {
    return new ConfigReader().parse("x.yaml", text).root();
  }
}
