package io.tilewise.cli;

/** Reasons that users give for changes. */
final class Reasons {

  private Reasons() {}

  /**
   * Checks that there is one.
   *
   * @throws UserErrorException if it is blank or cannot be kept
   */
  static void check(String reason) {
    if (reason.isBlank()) {
      throw new UserErrorException("--reason is blank; say why the figures are right");
    }
    if (reason.chars().anyMatch(Character::isISOControl)) {
      throw new UserErrorException(
          "--reason holds a control character or a line end; write it in a line");
    }
  }
}
