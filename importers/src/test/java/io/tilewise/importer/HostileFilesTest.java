package io.tilewise.importer;

import static org.assertj.core.api.Assertions.assertThat;

import io.tilewise.importer.binary.BinaryFile;
import io.tilewise.importer.binary.ImportException;
import io.tilewise.importer.executorch.ExecutorchReader;
import io.tilewise.importer.measurement.Measurement;
import io.tilewise.importer.onnx.OnnxImport;
import io.tilewise.importer.onnx.OnnxSamples;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Thousands of damaged copies of real files, by a fixed seed: each is read, or refused with the
 * file's name, and nothing else happens.
 */
final class HostileFilesTest {
  private static final int MUTANTS = 600;
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir private Path folder;

  /** Reads bytes as some kind of file. */
  private interface Reader {
    void read(byte[] bytes) throws IOException;
  }

  private static void program(byte[] bytes) {
    BinaryFile file = BinaryFile.of("mutant", ByteBuffer.wrap(bytes));
    ExecutorchReader.read(file, "n", "", Optional.empty());
  }

  private void trace(byte[] bytes) throws IOException {
    Path file = folder.resolve("mutant");
    Files.write(file, bytes);
    Measurement.read(file, "mutant");
  }

  private void onnx(byte[] bytes) throws IOException {
    Path file = folder.resolve("mutant");
    Files.write(file, bytes);
    OnnxImport.read(file, "mutant", Map.of());
  }

  private static void check(byte[] original, Reader reader) {
    Assertions.assertTimeout(
        LIMIT,
        () -> {
          Random random = new Random(7);
          int refused = 0;
          for (int i = 0; i < MUTANTS; i++) {
            byte[] mutant = mutant(original, random, i);
            try {
              reader.read(mutant);
            } catch (ImportException refusal) {
              assertThat(refusal).hasMessageStartingWith("mutant: ");
              refused++;
            }
          }
          assertThat(refused).as("mutants refused").isPositive();
        });
  }

  /** Cut short, with bits turned, with numbers at the limits, or with parts copied over others. */
  private static byte[] mutant(byte[] original, Random random, int number) {
    if (number % 8 == 0) {
      return Arrays.copyOf(original, random.nextInt(original.length));
    }
    byte[] mutant = original.clone();
    int changes = 1 + random.nextInt(8);
    for (int i = 0; i < changes; i++) {
      int at = random.nextInt(mutant.length - 8);
      switch (random.nextInt(4)) {
        case 0 -> mutant[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> ByteBuffer.wrap(mutant, at, 4).putInt(random.nextBoolean() ? -1 : 0x7fffffff);
        case 2 -> mutant[at] = (byte) random.nextInt(256);
        default -> System.arraycopy(mutant, random.nextInt(mutant.length - 8), mutant, at, 8);
      }
    }
    return mutant;
  }

  @ParameterizedTest
  @ValueSource(strings = {"tiny_v1.1.0_core_fp16", "tiny_v1.2.0_core_int8pt"})
  void damagedProgramsAreRefused(String name) {
    check(Fixtures.bytes("executorch/" + name + ".pte"), HostileFilesTest::program);
  }

  @Test
  void damagedTracesAreRefused() {
    check(Fixtures.bytes("executorch/tiny_v1.2.0_core_int8pt.etdump"), this::trace);
  }

  @Test
  void damagedTimelinesAreRefused() {
    check(
        Fixtures.bytes("timeline/tiny_v1.2.0_core_int8pt_exec_all_runs_timeline.csv"), this::trace);
  }

  @Test
  void damagedModelsAreRefused() {
    check(OnnxSamples.small(), this::onnx);
    check(OnnxSamples.attention(), this::onnx);
  }

  /** A vector that every instruction refers to: the work is bounded, not multiplied. */
  @Test
  void repeatedReferencesEndInAnError() {
    byte[] bytes = Fixtures.bytes("executorch/tiny_v1.2.0_core_fp16.pte");
    ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int root = file.getInt(0);
    // All references of the list of methods to the first one, and the list as long as the file has
    // room for: each method is a table of its own to the reader.
    int vtable = root - file.getInt(root);
    int field = root + file.getShort(vtable + 4 + 2);
    int list = field + file.getInt(field);
    int length = (bytes.length - list - 4) / 4;
    int first = list + 4 + file.getInt(list + 4);
    file.putInt(list, length);
    for (int i = 0; i < 5; i++) {
      int at = list + 4 + 4 * i;
      file.putInt(at, first - at);
    }
    Assertions.assertTimeout(
        Duration.ofSeconds(10),
        () ->
            Assertions.assertThrows(
                ImportException.class,
                () ->
                    ExecutorchReader.read(
                        BinaryFile.of("mutant", ByteBuffer.wrap(bytes)),
                        "n",
                        "",
                        Optional.of("none"))));
  }
}
