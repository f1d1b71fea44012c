package io.tilewise.report.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarkupTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "<script>alert(1)</script> | &lt;script&gt;alert(1)&lt;/script&gt;",
        "\" onload='x' & | &quot; onload=&#39;x&#39; &amp;",
        "a\u0007b | a\\u0007b",
        "a\u202eb\u200f | a\\u202eb\\u200f",
        "\u7121\u7dda | \u7121\u7dda",
      })
  void whateverANameHoldsIsText(String name, String escaped) {
    assertThat(Markup.escaped(name)).isEqualTo(escaped);
    assertThat(new Markup().element("p", name, "title", name))
        .hasToString("<p title=\"" + escaped + "\">" + escaped + "</p>");
  }

  @Test
  void anAttributeWithoutValueIsLeftOut() {
    assertThat(new Markup().open("td", "class", "")).hasToString("<td>");
  }

  @Test
  void aNameOfAnElementIsNoPlaceForText() {
    assertThatThrownBy(() -> new Markup().open("p onload=x"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aNumberAndItsUnitStayTogether() {
    assertThat(new Markup().prose("p", "135 ms, 45 % of it, at 3 GB/s or 2 msg"))
        .hasToString("<p>135\u00a0ms, 45\u00a0% of it, at 3\u00a0GB/s or 2 msg</p>");
  }
}
