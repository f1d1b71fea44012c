package io.tilewise.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** At a limit a file is read, one beyond it is refused. */
class ExactLimitsTest {
  @TempDir Path folder;

  private Document read(Limits limits, String text) throws Exception {
    Path file = folder.resolve("f.yaml");
    Files.write(file, text.getBytes(StandardCharsets.UTF_8));
    Document parsed = new ConfigReader(limits).parse("f.yaml", text);
    Document read = new ConfigReader(limits).read(file);
    assertThat(read.root().entries().keySet()).isEqualTo(parsed.root().entries().keySet());
    return read;
  }

  private void refused(Limits limits, String text, String message) throws Exception {
    Path file = folder.resolve("f.yaml");
    Files.write(file, text.getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> new ConfigReader(limits).read(file)).hasMessageContaining(message);
    assertThatThrownBy(() -> new ConfigReader(limits).parse("f.yaml", text))
        .hasMessageContaining(message);
  }

  @Test
  void bytes() throws Exception {
    Limits limits = new Limits(8, 100, 10, 10, 10);
    assertThat(read(limits, "abc: de\n").root().entries()).containsOnlyKeys("abc");
    refused(limits, "abc: def\n", "larger than 8 bytes");
  }

  @Test
  void depth() throws Exception {
    // A mapping in a list in a mapping.
    String text = "a:\n  - b: c\n";
    assertThat(read(new Limits(100, 100, 3, 10, 10), text).root().entries()).containsOnlyKeys("a");
    refused(new Limits(100, 100, 2, 10, 10), text, "nested more than 2 levels deep");
    // Of an alias the depth counts where it stands.
    String alias = "a: &x\n  b: c\nd:\n  e: *x\n";
    assertThat(read(new Limits(100, 100, 3, 20, 10), alias).root().entries())
        .containsOnlyKeys("a", "d");
    refused(new Limits(100, 100, 2, 20, 10), alias, "nested more than 2 levels deep");
  }

  @Test
  void keysAndValues() throws Exception {
    // The mapping, two keys and two values.
    String text = "a: b\nc: d\n";
    assertThat(read(new Limits(100, 100, 10, 5, 10), text).root().entries())
        .containsOnlyKeys("a", "c");
    refused(new Limits(100, 100, 10, 4, 10), text, "more than 4 keys and values");
  }

  @Test
  void aByteOrderMarkAloneIsUtf16() {
    assertThatThrownBy(() -> new ConfigReader().parse("f", new byte[] {(byte) 0xFE, (byte) 0xFF}))
        .hasMessageContaining("UTF-16");
    assertThatThrownBy(() -> new ConfigReader().parse("f", new byte[] {(byte) 0xFE}))
        .hasMessageContaining("0xFE is not UTF-8");
  }
}
