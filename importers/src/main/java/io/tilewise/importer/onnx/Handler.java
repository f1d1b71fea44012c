package io.tilewise.importer.onnx;

import io.tilewise.importer.onnx.OnnxModel.Node;
import java.util.List;

/** Converts nodes of one type. */
interface Handler {
  /** The node's results, at least as many as are read. */
  List<Value> convert(Conversion c, Node node);
}
