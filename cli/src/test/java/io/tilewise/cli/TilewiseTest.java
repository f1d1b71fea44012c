package io.tilewise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class TilewiseTest {

  private final StringWriter err = new StringWriter();

  /** A stream whose every write fails. */
  private static OutputStream failing(String message) {
    return new OutputStream() {
      @Override
      public void write(int one) throws IOException {
        throw new IOException(message);
      }
    };
  }

  private int help(OutputStream target) {
    return Tilewise.run(new StandardOutput(target), new PrintWriter(err), "--help");
  }

  @Test
  void whatACommandPrintsGoesToStandardOutput() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    assertThat(help(bytes)).isZero();
    assertThat(bytes.toString(StandardCharsets.UTF_8)).startsWith("Usage: tilewise");
  }

  @Test
  void aReaderThatWentAwayIsNoFailure() {
    assertThat(help(failing("Broken pipe"))).isZero();
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void aFullDiskIsAFailure() {
    assertThat(help(failing("No space left on device"))).isEqualTo(2);
    assertThat(err)
        .hasToString("tilewise: cannot write to standard output: No space left on device\n");
  }

  @Test
  void bytesOneByOneArriveToo() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new StandardOutput(bytes).write('x');
    assertThat(bytes.toByteArray()).containsExactly('x');
  }
}
