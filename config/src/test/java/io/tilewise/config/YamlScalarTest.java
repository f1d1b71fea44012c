package io.tilewise.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written is read back, in block and in flow form. */
class YamlScalarTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "60 GB/s",
        "0.1 %",
        "4",
        "-4",
        "a -> b",
        "1x2, 3 -> 4",
        "[neon, sme2]",
        "null",
        "~",
        "-",
        "--- x",
        "a: b",
        "a #b",
        "#a",
        "'a'",
        "\"",
        "\\",
        "a\nb",
        "a\tb",
        " a",
        "a ",
        "",
        "...",
        "<<",
        "*a",
        "&a",
        "!a",
        "%a",
        "@a",
        "`a",
        "{a}",
        "a,b",
        "?",
        "? a",
        "- a",
        "true",
        "\u2028",
        "\uFEFF",
        "é 😀",
        "aten::full.out",
        "Convolution (NHWC, F16) IGEMM",
        "../devices/vivo-x300.yaml",
        "|",
        ">",
        "> a",
        "a %b"
      })
  void whatIsWrittenIsReadBack(String text) {
    String yaml = YamlScalar.of(text);
    String file = "a: " + yaml + "\nb: [" + yaml + ", c]\nd: {e: " + yaml + ", f: g}\n";
    var root = new ConfigReader().parse("test", file).root();
    assertThat(root.get("a")).get().extracting(node -> ((ScalarNode) node).text()).isEqualTo(text);
    assertThat(root.get("b"))
        .get()
        .extracting(node -> ((ScalarNode) ((SequenceNode) node).elements().get(0)).text())
        .isEqualTo(text);
    assertThat(root.get("a").map(node -> ((ScalarNode) node).isEmpty())).hasValue(false);
  }
}
