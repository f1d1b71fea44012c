package io.tilewise.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/**
 * Standard output that remembers its first failure and then swallows the rest, so that a command
 * finishes the files it writes. A reader that went away ({@code | head}) is no failure.
 */
final class StandardOutput extends OutputStream {

  private final OutputStream target;
  private Optional<IOException> firstFailure = Optional.empty();

  StandardOutput(OutputStream target) {
    this.target = target;
  }

  /** What kept the output from being written, such as a full disk. */
  Optional<IOException> failure() {
    return firstFailure.filter(failure -> !"Broken pipe".equals(failure.getMessage()));
  }

  @Override
  public void write(int one) {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    if (firstFailure.isPresent()) {
      return;
    }
    try {
      target.write(bytes, offset, length);
    } catch (IOException e) {
      firstFailure = Optional.of(e);
    }
  }
}
