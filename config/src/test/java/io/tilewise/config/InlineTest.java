package io.tilewise.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Keys of a record within a record, without a mapping of their own. */
class InlineTest {

  record Label(
      @Description("Its name.") String name,
      @Description("Its year.") @Default("1900") int year,
      @Description("A remark.") Optional<String> note) {
    Label {
      if (year < 1000) {
        throw new IllegalArgumentException("no label is so old: " + year);
      }
    }
  }

  @Discriminator("kind")
  sealed interface Exhibit permits Painting, Coin {
    Label label();
  }

  record Painting(@Description("How high.") int height, @Inline Label label) implements Exhibit {}

  record Coin(
      @Inline Label label,
      @Description("Of what.") String metal,
      @Description("Its weight.") @QuantityOf(Dimension.FRACTION) Quantity share)
      implements Exhibit {}

  record Museum(@Description("All.") List<Exhibit> exhibits) {}

  private static final Format<Museum> MUSEUM = Format.of(Museum.class);

  private static Museum read(String text) {
    return new ConfigReader().parse("m.yaml", text).bind(MUSEUM, ParameterForm.FULL).value();
  }

  @Test
  void itsKeysStandAmongTheOthers() {
    assertThat(
            read("""
                    exhibits:
                      - {kind: painting, name: Night, height: 3, note: dark}
                      - {kind: coin, metal: gold, year: 1500, share: 50 %, name: Florin}
                    """)
                .exhibits())
        .containsExactly(
            new Painting(3, new Label("Night", 1900, Optional.of("dark"))),
            new Coin(
                new Label("Florin", 1500, Optional.empty()),
                "gold",
                Quantity.parse("50 %", Dimension.FRACTION)));
  }

  @Test
  void problemsAreAtTheKeysAndAllOfThemAreSaid() {
    assertThatThrownBy(() -> read("exhibits:\n  - {kind: painting, year: x, label: y}\n"))
        .hasMessageContaining("m.yaml:2:28: exhibits[0].year: \"x\" is not a whole number")
        .hasMessageContaining(
            "m.yaml:2:31: exhibits[0].label: unknown key (keys here: height, name,")
        .hasMessageContaining("exhibits[0].height: the key is missing")
        .hasMessageContaining("exhibits[0].name: the key is missing");
  }

  @Test
  void whatItsConstructorRefusesIsSaidOfTheRecordThatHoldsIt() {
    assertThatThrownBy(
            () -> read("exhibits:\n  - {kind: painting, height: 1, name: n, year: 999}\n"))
        .isInstanceOf(ConfigException.class)
        .hasMessage("m.yaml:2:5: exhibits[0]: no label is so old: 999");
  }

  @Test
  void theDocumentationAndTheSchemaHaveItsKeysInItsPlace() {
    assertThat(MUSEUM.markdown().lines().filter(line -> line.contains("(painting)")))
        .extracting(line -> line.split("`", 3)[1])
        .containsExactly(
            "exhibits[] (painting) height",
            "exhibits[] (painting) name",
            "exhibits[] (painting) year",
            "exhibits[] (painting) note");
    assertThat(Format.of(Painting.class).jsonSchema().get("properties").fieldNames())
        .toIterable()
        .containsExactly("height", "name", "year", "note");
    assertThat(Format.of(Painting.class).jsonSchema().get("required").toString())
        .isEqualTo("[\"height\",\"name\"]");
  }
}
