package io.tilewise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tilewise.config.Description;
import io.tilewise.config.FileKind;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SchemaCommandTest {

  /** A file format of one key. */
  record Leaf(@Description("What it is called.") String name) {}

  private static final FileKind<?> LEAF = FileKind.of("leaf", Leaf.class, "A leaf.", "is a test");

  private static Ran schema(String... args) {
    return Ran.with(List.of(LEAF), args);
  }

  @Test
  void itPrintsTheSchemaOfAKindAndNothingElse() {
    assertThat(schema("schema", "leaf")).isEqualTo(new Ran(0, LEAF.schemaText(), ""));
  }

  @Test
  void withoutKindItListsTheKinds() {
    Ran ran = schema("schema");
    assertThat(ran.out())
        .startsWith("kind  what it is\n----  ----------\nleaf  A leaf.\n\n")
        .contains("result              result.json of run and compare\n");
    assertThat(ran.exitCode()).isZero();
  }

  @Test
  void anUnknownKindIsAnsweredWithTheKnown() {
    assertThat(schema("schema", "laef"))
        .isEqualTo(
            new Ran(
                2,
                "",
                """
                tilewise: Unknown kind of file 'laef'; did you mean "leaf"? (kinds: leaf, result,\
                 validation-result, calibration-result, comparison, residuals,\
                 device-check, sweep-result, sensitivity-result, solve-result, baseline-check)
                Try 'tilewise schema --help'.
                """));
  }

  @Test
  void namesOfTheShippedKindsAreDifferent() {
    assertThat(new FileKinds.Names()).doesNotHaveDuplicates();
  }
}
