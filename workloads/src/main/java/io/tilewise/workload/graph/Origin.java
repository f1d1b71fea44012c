package io.tilewise.workload.graph;

/**
 * Why a node is in a graph.
 *
 * @param operator name of the model's operator that it comes from
 * @param pass name of the lowering pass that put it there, or {@code model}
 * @param reason why, in words; empty for what the model itself asks for
 */
public record Origin(String operator, String pass, String reason) {

  /** The origin of a node that the model itself contains. */
  public static Origin model(String operator) {
    return new Origin(operator, "model", "");
  }

  /** The origin of a node that a pass derives from this one. */
  public Origin by(String pass, String reason) {
    return new Origin(operator, pass, reason);
  }

  /** Whether a pass put the node there. */
  public boolean isInserted() {
    return !pass.equals("model");
  }
}
