package io.tilewise.cli;

/** What the process answers to the shell. */
public final class ExitCode {

  /** All went well. */
  public static final int OK = 0;

  /** The command did its work, and a check that it was asked for failed. */
  public static final int CHECK_FAILED = 1;

  /** The command line, a file or the surroundings are not as they should be. */
  public static final int WRONG_INPUT = 2;

  /** A defect of Tilewise. */
  public static final int INTERNAL_ERROR = 3;

  private ExitCode() {}
}
