package io.tilewise.cli;

/**
 * Something that the user can put right, such as an output folder that is a file. Its message says
 * what, where and what to do; it is all that is shown, and the exit code is {@link
 * ExitCode#WRONG_INPUT}.
 */
public final class UserErrorException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** With the message for the user, which starts in small letters and has no full stop. */
  public UserErrorException(String message) {
    super(message);
  }
}
