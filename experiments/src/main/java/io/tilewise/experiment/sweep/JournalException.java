package io.tilewise.experiment.sweep;

/** A journal that this sweep cannot go on with; the message is for the user. */
public final class JournalException extends RuntimeException {
  private static final long serialVersionUID = 1;

  JournalException(String message) {
    super(message);
  }
}
