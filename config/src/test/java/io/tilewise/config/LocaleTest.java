package io.tilewise.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** In Turkish, the small letter of I has no dot, and numbers may have a decimal comma. */
class LocaleTest {

  private Locale before;

  enum Kind {
    INT8,
    WITH_I
  }

  record Item(
      @Description("d") int maxItem,
      @Description("d") @Default("int8") Kind kind,
      @Description("d") @QuantityOf(Dimension.TIME) Parameter minTime) {}

  @BeforeEach
  void speakTurkish() {
    before = Locale.getDefault();
    Locale.setDefault(new Locale("tr", "TR"));
  }

  @AfterEach
  void speakAsBefore() {
    Locale.setDefault(before);
  }

  @Test
  void namesAndNumbersAreReadTheSame() {
    Format<Item> format = Format.of(Item.class);
    Loaded<Item> item =
        new ConfigReader()
            .parse("f", "max_item: 3\nkind: with_i\nmin_time: 1.5 min\n")
            .bind(format, ParameterForm.FULL_OR_SHORT);
    assertThat(item.value().kind()).isEqualTo(Kind.WITH_I);
    assertThat(item.value().minTime().quantity()).hasToString("1.5 min");
    assertThat(item.value().minTime().inBaseUnit()).isEqualTo(90.0);
    assertThat(Status.WHAT_IF.text()).isEqualTo("what-if");
    assertThat(Status.ESTIMATED.text()).isEqualTo("estimated");
  }

  @Test
  void messagesSchemaAndTableAreTheSame() {
    List<String> yamls =
        List.of("MAX_ITEM: 3", "max_item: 1e40", "min_time: 5 MIN", "kind: INT8", "a: \u0130");
    for (String yaml : yamls) {
      String turkish = message(yaml);
      Locale.setDefault(Locale.ROOT);
      assertThat(turkish).isEqualTo(message(yaml));
      Locale.setDefault(new Locale("tr", "TR"));
    }
    assertThat(message("MAX_ITEM: 3")).contains("did you mean \"max_item\"?");
    FileKind<Item> kind = FileKind.of("item", Item.class, "An item.", "is a test");
    assertThat(kind.schemaText()).contains("\"with_i\"", "\"#/definitions/time_parameter\"");
    assertThat(kind.format().markdown()).contains("| `max_item` |");
  }

  private static String message(String yaml) {
    try {
      new ConfigReader().parse("f", yaml).bind(Format.of(Item.class), ParameterForm.FULL);
      return "no problem";
    } catch (ConfigException e) {
      return e.getMessage();
    }
  }
}
