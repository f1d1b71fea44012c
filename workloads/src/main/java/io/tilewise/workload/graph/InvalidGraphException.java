package io.tilewise.workload.graph;

/** A graph that cannot be: shapes that do not fit, unknown operands, a cycle. */
public final class InvalidGraphException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public InvalidGraphException(String message) {
    super(message);
  }

  InvalidGraphException(String message, ShapeMismatch cause) {
    super(message, cause);
  }
}
