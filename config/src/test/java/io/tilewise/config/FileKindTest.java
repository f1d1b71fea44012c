package io.tilewise.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FileKindTest {

  record Tree(
      @Description("What it is | was called.") @Default("leaf") String name,
      @Description("Length.") @QuantityOf(Dimension.TIME) @Bounds(above = "0 s")
          Optional<Quantity> time,
      @Description("What hangs on it.") @OneOrMany Optional<List<Tree>> branches) {}

  record Bounded(
      @Description("d") @Bounds(atMost = "5") List<Integer> list,
      @Description("d") @Bounds(atMost = "6") java.util.Map<String, Integer> map) {}

  @Test
  void boundsOfListsAndMapsAreInTheTable() {
    assertThat(Format.of(Bounded.class).markdown())
        .contains("list of: a whole number, at most 5 |", "by name: a whole number, at most 6 |");
  }

  private static final FileKind<Tree> TREE =
      FileKind.of("tree", Tree.class, "A tree.", "is a test");

  @Test
  void theSchemaIsTheSameTextEveryTime() {
    String expected =
        """
        {
          "$schema" : "http://json-schema.org/draft-07/schema#",
          "title" : "tree",
          "type" : "object",
          "properties" : {
            "name" : {
              "description" : "What it is | was called.",
              "type" : [
                "string",
                "number",
                "boolean"
              ],
              "pattern" : "\\\\S",
              "default" : "leaf"
            },
            "time" : {
              "description" : "Length. Must be above 0 s.",
              "allOf" : [
                {
                  "$ref" : "#/definitions/time"
                }
              ]
            },
            "branches" : {
              "description" : "What hangs on it.",
              "anyOf" : [
                {
                  "$ref" : "#"
                },
                {
                  "type" : "array",
                  "items" : {
                    "$ref" : "#"
                  }
                }
              ]
            }
          },
          "additionalProperties" : false,
          "description" : "A tree.",
          "definitions" : {
            "time" : {
              "type" : "string",
              "pattern" : "^-?(?:0|[1-9][0-9]*)(?:\\\\.[0-9]+)?(?:[eE][+-]?[0-9]+)? \
        ?(?:ps|ns|us|\u00b5s|\u03bcs|ms|s|min|h)$",
              "description" : "a time (ps, ns, us, ms, s, min, h)"
            }
          }
        }
        """;
    assertThat(TREE.schemaText()).isEqualTo(expected);
    assertThat(FileKind.of("tree", Tree.class, "A tree.", "is a test").schemaText())
        .isEqualTo(expected);
  }

  @Test
  void theFirstLineNamesTheSchema() {
    assertThat(
            FileKind.schemaReference(
                "# yaml-language-server: $schema=../schemas/tree.schema.json\nname: x\n"))
        .hasValue("../schemas/tree.schema.json");
    assertThat(FileKind.schemaReference("# yaml-language-server: $schema=a.json"))
        .hasValue("a.json");
    assertThat(FileKind.schemaReference("# yaml-language-server: $schema=a.json\r\nb: 1"))
        .hasValue("a.json");
    assertThat(FileKind.schemaReference("\n# yaml-language-server: $schema=a.json")).isEmpty();
    assertThat(FileKind.schemaReference("# yaml-language-server: $schema=\nb: 1")).isEmpty();
    assertThat(FileKind.schemaReference("name: x")).isEmpty();
  }

  @Test
  void theDocumentationIsATableOfItsKeys() {
    assertThat(TREE.format().markdown())
        .isEqualTo(
            """
            | Key | Value | If left out | Meaning |
            | --- | --- | --- | --- |
            | `name` | text | `leaf` | What it is \\| was called. |
            | `time` | a time (ps, ns, us, ms, s, min, h), above 0 s | optional | Length. |
            | `branches` | one or a list of: a mapping | optional | What hangs on it. |
            """);
  }

  @Test
  void nestedKeysHaveTheirPathInTheTable() {
    assertThat(Phones.FORMAT.markdown())
        .contains(
            "| `clusters.<name>.cores` | a whole number, at least 1 and at most 16 | required | How"
                + " many cores. |\n",
            "| `clusters.<name>.clock` | parameter: a frequency (Hz, kHz, MHz, GHz), above 0 Hz and"
                + " at most 20 GHz | required | Highest clock. |\n",
            "| `matrix_units` | list of: a mapping | `[]` | Its matrix units. |\n",
            "| `matrix_units[].type` | one of sme2, absent | required | Which kind. |\n",
            "| `matrix_units[] (absent) reason` | a reason in small letters | required | Why. |\n",
            "| `clocks` | by name: a frequency (Hz, kHz, MHz, GHz) | `{}` | Clocks by cluster that a"
                + " run asks for. |\n",
            "| `power.share` | a fraction (a number without unit, or with %), at least 0 and at most"
                + " 1 | `80 %` | Share of it for the cores. |\n");
  }
}
