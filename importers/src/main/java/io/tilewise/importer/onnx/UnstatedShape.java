package io.tilewise.importer.onnx;

import io.tilewise.importer.onnx.OnnxModel.Node;

/** Thrown where a node needs the shape of a result that can neither be inferred nor is stated. */
final class UnstatedShape extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Result result;

  /** A result whose shape is not known, and the node that computes it. */
  record Result(String name, Node node) {
    @Override
    public String toString() {
      return "\"" + name + "\" of " + node.label();
    }
  }

  UnstatedShape(Result result) {
    super(result.toString());
    this.result = result;
  }

  Result result() {
    return result;
  }
}
