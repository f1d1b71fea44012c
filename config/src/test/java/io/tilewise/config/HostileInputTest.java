package io.tilewise.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whatever the bytes, the outcome is a value or a ConfigException, soon. */
class HostileInputTest {

  private static final long SEED = 20260101;
  private static final String SYNTAX = "[]{}:,-?&*!|>'\"%@`#\n\t .~<=0aé\"\\\\uUxFF8";

  private static final Document BASE = Phones.document(Phones.YAML);

  private int accepted;

  private void read(byte[] bytes) {
    try {
      new ConfigReader()
          .parse("f", bytes)
          .bind(
              Phones.FORMAT,
              ParameterForm.FULL_OR_SHORT,
              List.of(Overlay.ofAssignments("--set", List.of("memory.dram.bandwidth=1 GB/s"))));
      accepted++;
    } catch (ConfigException e) {
      assertThat(e.problems()).isNotEmpty();
      assertThat(e.getMessage()).isNotBlank().hasSizeLessThan(60_000);
    }
  }

  @Test
  void randomBytes() {
    Random random = new Random(SEED);
    assertTimeoutPreemptively(
        Duration.ofSeconds(60),
        () -> {
          for (int i = 0; i < 10_000; i++) {
            byte[] bytes = new byte[random.nextInt(60)];
            random.nextBytes(bytes);
            read(bytes);
          }
        });
  }

  @Test
  void everyCharacter() {
    // All up to the CJK symbols, and those around the surrogates and the end of the first plane.
    IntStream.concat(IntStream.range(0, 0x3100), IntStream.range(0xD7F0, 0x10010))
        .mapToObj(Character::toString)
        .forEach(
            character -> {
              parse("name: a" + character + "\nb: x");
              parse("name: 'a" + character + "'\nb: x");
            });
  }

  private static void parse(String text) {
    try {
      new ConfigReader().parse("f", text);
    } catch (ConfigException e) {
      assertThat(e.problems()).hasSize(1);
    }
  }

  @Test
  void randomSyntax() {
    Random random = new Random(SEED);
    assertTimeoutPreemptively(
        Duration.ofSeconds(60),
        () -> {
          for (int i = 0; i < 10_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(60); length > 0; length--) {
              text.append(SYNTAX.charAt(random.nextInt(SYNTAX.length())));
            }
            read(text.toString().getBytes(StandardCharsets.UTF_8));
          }
        });
  }

  @Test
  void soundFilesWithAFewChanges() {
    Random random = new Random(SEED);
    byte[] sound = Phones.YAML.getBytes(StandardCharsets.UTF_8);
    assertTimeoutPreemptively(
        Duration.ofSeconds(60),
        () -> {
          for (int i = 0; i < 3_000; i++) {
            read(changed(sound, random));
          }
        });
    // The changes must be small enough to reach the binder, and large enough to break something.
    assertThat(accepted).isBetween(100, 1_500);
  }

  private static byte[] changed(byte[] sound, Random random) {
    StringBuilder text = new StringBuilder(new String(sound, StandardCharsets.ISO_8859_1));
    for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
      int at = random.nextInt(text.length());
      switch (random.nextInt(4)) {
        case 0 -> text.deleteCharAt(at);
        case 1 -> text.insert(at, SYNTAX.charAt(random.nextInt(SYNTAX.length())));
        case 2 -> text.setCharAt(at, SYNTAX.charAt(random.nextInt(SYNTAX.length())));
        default -> text.insert(at, text.substring(at, Math.min(text.length(), at + 40)));
      }
    }
    return text.toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  @Test
  void randomOverlays() {
    Random random = new Random(SEED);
    String letters = "memory.dram.bandwidth clusters.ultra.clock=: {}[],1 GHz\n";
    assertTimeoutPreemptively(
        Duration.ofSeconds(60),
        () -> {
          for (int i = 0; i < 3_000; i++) {
            int from = random.nextInt(letters.length());
            String start = letters.substring(from, from + random.nextInt(letters.length() - from));
            StringBuilder text = new StringBuilder(start);
            for (int length = random.nextInt(20); length > 0; length--) {
              text.append(letters.charAt(random.nextInt(letters.length())));
            }
            overlay(text.toString());
          }
        });
  }

  private static void overlay(String text) {
    outcome(() -> Overlay.ofAssignments("--set", List.of(text)));
    outcome(() -> Overlay.of("o", new ConfigReader().parse("o.yaml", text).root()));
  }

  private static void outcome(Supplier<Overlay> overlay) {
    try {
      BASE.bind(Phones.FORMAT, ParameterForm.FULL_OR_SHORT, List.of(overlay.get()));
    } catch (ConfigException e) {
      assertThat(e.problems()).isNotEmpty();
    }
  }
}
