package io.tilewise.fuzz;

import io.tilewise.config.ConfigException;
import io.tilewise.config.ConfigReader;
import io.tilewise.config.FileKind;
import io.tilewise.config.Loaded;
import io.tilewise.config.ParameterForm;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** What every reader must do with any bytes: read or refuse them, in a second at most. */
final class Reading {
  /** A reader takes longer only if its time grows faster than its input. */
  private static final long MOST_NANOSECONDS = TimeUnit.SECONDS.toNanos(1);

  private Reading() {}

  /** Something that reads. */
  interface Reader {
    void read();
  }

  /** Reads; a refusal is fine if it has a message. */
  static void inTime(Reader reader) {
    long start = System.nanoTime();
    try {
      reader.read();
    } catch (ConfigException refusal) {
      if (refusal.getMessage().isBlank()) {
        throw new AssertionError("a refusal without a message", refusal);
      }
    }
    long took = System.nanoTime() - start;
    if (took > MOST_NANOSECONDS) {
      throw new AssertionError("reading took " + TimeUnit.NANOSECONDS.toMillis(took) + " ms");
    }
  }

  static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** Reads a file of a kind. */
  static <T> Loaded<T> file(FileKind<T> kind, byte[] bytes) {
    return new ConfigReader()
        .parse("fuzzed.yaml", text(bytes))
        .bind(kind.format(), ParameterForm.FULL_OR_SHORT);
  }
}
