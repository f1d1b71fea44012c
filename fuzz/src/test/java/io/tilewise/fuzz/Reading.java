package io.tilewise.fuzz;

import io.tilewise.config.ConfigException;
import io.tilewise.config.ConfigReader;
import io.tilewise.config.FileKind;
import io.tilewise.config.Loaded;
import io.tilewise.config.ParameterForm;
import io.tilewise.importer.binary.ImportException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** What every reader must do with any bytes: read or refuse them, in a second at most. */
public final class Reading {
  /** A reader takes longer only if its time grows faster than its input. */
  private static final long MOST_NANOSECONDS = TimeUnit.SECONDS.toNanos(1);

  private static final int TRIES = 3;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private Reading() {}

  /** Something that reads. */
  public interface Reader {
    void read();
  }

  /**
   * Reads; a refusal is fine if it has a message. Time of the processor counts, which other work on
   * the machine does not lengthen; slow once may be the loading of classes, thrice more is not.
   */
  public static void inTime(Reader reader) {
    // It is never more than time by the clock, which is much quicker to ask for.
    long start = System.nanoTime();
    readOrRefuse(reader);
    long fastest = System.nanoTime() - start;
    for (int i = 0; i < TRIES && fastest > MOST_NANOSECONDS; i++) {
      start = THREADS.getCurrentThreadCpuTime();
      readOrRefuse(reader);
      fastest = Math.min(fastest, THREADS.getCurrentThreadCpuTime() - start);
    }
    if (fastest > MOST_NANOSECONDS) {
      throw new AssertionError("reading took " + TimeUnit.NANOSECONDS.toMillis(fastest) + " ms");
    }
  }

  private static void readOrRefuse(Reader reader) {
    try {
      reader.read();
    } catch (ConfigException | ImportException refusal) {
      requireMessage(refusal);
    }
  }

  /** Of readers of text, which refuse by an illegal argument. */
  static Reader refusingArguments(Reader reader) {
    return () ->
        unlessRefused(
            () -> {
              reader.read();
              return true;
            });
  }

  /**
   * What is read, unless it is refused by an illegal argument with a message; whatever is derived
   * from that, such as a number format exception, is a mistake.
   */
  static <T> Optional<T> unlessRefused(Supplier<T> reader) {
    try {
      return Optional.of(reader.get());
    } catch (IllegalArgumentException refusal) {
      if (refusal.getClass() != IllegalArgumentException.class) {
        throw refusal;
      }
      requireMessage(refusal);
      return Optional.empty();
    }
  }

  private static void requireMessage(RuntimeException refusal) {
    if (refusal.getMessage() == null || refusal.getMessage().isBlank()) {
      throw new AssertionError("a refusal without a message", refusal);
    }
  }

  /** What is read as a time must be one. */
  static void requireTime(double time) {
    if (!(time >= 0 && time < Double.POSITIVE_INFINITY)) {
      throw new AssertionError("a time was read as " + time);
    }
  }

  /** The text that bytes stand for; what is no UTF-8 becomes replacement characters. */
  public static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** Reads a file of a kind. */
  static <T> Loaded<T> file(FileKind<T> kind, byte[] bytes) {
    return new ConfigReader()
        .parse("fuzzed.yaml", text(bytes))
        .bind(kind.format(), ParameterForm.FULL_OR_SHORT);
  }
}
