package io.tilewise.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShowTest {

  @Test
  void nothingInvisibleReachesTheTerminal() {
    assertThat(Show.quoted("a\u001b[31mred\u0007")).isEqualTo("\"a\\u001b[31mred\\u0007\"");
    assertThat(Show.quoted("two\nlines\r\t")).isEqualTo("\"two\\nlines\\r\\t\"");
    // A right-to-left override and a no-break space would make a message lie.
    assertThat(Show.quoted("\u202e5\u00a0GHz")).isEqualTo("\"\\u202e5\\u00a0GHz\"");
    assertThat(Show.quoted("a lone half of a pair: \ud800")).endsWith("\\ud800\"");
    assertThat(Show.quoted("µs, Größe, 中, 😀")).isEqualTo("\"µs, Größe, 中, 😀\"");
  }

  @Test
  void longTextIsCut() {
    assertThat(Show.quoted("x".repeat(61))).isEqualTo('"' + "x".repeat(60) + "...\"");
    assertThat(Show.quoted("x".repeat(60))).isEqualTo('"' + "x".repeat(60) + '"');
  }

  @Test
  void locationsAndPathsAreShownSafely() {
    assertThat(new Location("a\u001b.yaml", 3, 7)).hasToString("a\\u001b.yaml:3:7");
    assertThat(Location.of("--set a=1")).hasToString("--set a=1");
    KeyPath path = KeyPath.root().child("clusters").child("two words").child("l2").element(3);
    assertThat(path).hasToString("clusters.\"two words\".l2[3]");
    assertThat(KeyPath.root().child("a.b")).hasToString("\"a.b\"");
    assertThat(KeyPath.root()).hasToString("");
    assertThat(KeyPath.root().element(0).child("x")).hasToString("[0].x");
  }
}
