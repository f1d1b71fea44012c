package io.tilewise.experiment.result;

/** {@code result.json}: the records of this package as {@link ResultJson}. */
public final class ResultFile {
  private ResultFile() {}

  /** The result as the text of a file. */
  public static String write(RunResult result) {
    return ResultJson.text(result);
  }

  /**
   * The result in the text of a file.
   *
   * @throws IllegalArgumentException if it is not one; the message says where and why
   */
  public static RunResult read(String text) {
    return ResultReader.read(text, RunResult.class, RunResult.SCHEMA);
  }
}
