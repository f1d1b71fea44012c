package io.tilewise.cpu.power;

/** A governor that cannot work with a device; the message says to the user what is missing. */
public final class GovernorException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public GovernorException(String message) {
    super(message);
  }
}
