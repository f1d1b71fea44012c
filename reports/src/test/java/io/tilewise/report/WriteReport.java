package io.tilewise.report;

import java.nio.file.Path;
import java.util.Optional;

/** A program for tests that need a JVM of their own: writes a report into a folder. */
final class WriteReport {

  private WriteReport() {}

  public static void main(String[] arguments) {
    ReportFiles.write(Results.squeezeSam(), Optional.empty(), Path.of(arguments[0]));
    ValidationFiles.write(ValidationResults.mixed(), Path.of(arguments[0]));
    TerminalReport.of(Results.squeezeSam());
  }
}
