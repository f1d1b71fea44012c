package io.tilewise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import org.junit.jupiter.api.Test;

final class FileErrorsTest {

  @Test
  void theJdkOftenNamesOnlyTheFile() {
    assertThat(FileErrors.message(new AccessDeniedException("out/result.json")))
        .isEqualTo("cannot read or write out/result.json: permission denied");
  }

  @Test
  void theSystemsReasonIsKept() {
    assertThat(FileErrors.message(new FileSystemException("a", null, "Too many open files")))
        .isEqualTo("cannot read or write a: Too many open files");
  }

  @Test
  void withoutFileOrMessageSomethingIsSaid() {
    assertThat(FileErrors.message(new IOException("No space left on device")))
        .isEqualTo("cannot read or write: No space left on device");
    assertThat(FileErrors.message(new IOException()))
        .isEqualTo("cannot read or write: IOException");
  }
}
