package io.tilewise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ProgressLineTest {
  private static final String PROPERTY = "tilewise.progress";

  private final StringWriter written = new StringWriter();
  private final PrintWriter err = new PrintWriter(written);

  @AfterEach
  void forget() {
    System.clearProperty(PROPERTY);
  }

  @Test
  void nothingIsWrittenToAFileOrAPipe() {
    try (ProgressLine progress = ProgressLine.on(err)) {
      progress.points(1, 2);
      progress.points(2, 2);
      progress.evaluation(1, 3);
    }
    assertThat(written.toString()).isEmpty();
  }

  @Test
  void aTerminalSeesABarAndThenAnEmptyLine() {
    System.setProperty(PROPERTY, "true");
    try (ProgressLine progress = ProgressLine.on(err)) {
      progress.points(0, 1000);
      // However soon after the first.
      progress.points(1000, 1000);
    }
    assertThat(written.toString())
        .startsWith("\r[" + " ".repeat(30) + "] 0 of 1000 points")
        .contains("\r[" + "#".repeat(30) + "] 1000 of 1000 points, ")
        .endsWith("\r" + " ".repeat(100) + "\r");
  }

  @Test
  void aSearchSaysHowOftenItHasEvaluated() {
    System.setProperty(PROPERTY, "true");
    try (ProgressLine progress = ProgressLine.on(err)) {
      progress.evaluation(1, 3);
    }
    assertThat(written.toString()).startsWith("\rstart 1 of 3, 1 evaluations");
  }
}
