package io.tilewise.importer.onnx;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What became of an ONNX model.
 *
 * @param yaml the network as a workload file
 * @param nodes nodes of the model
 * @param operators operators of the network
 * @param opaque how many nodes there are of each type that the language does not have; each is
 *     priced as a loop over what it reads or writes
 * @param notes what the user should know
 */
public record OnnxNetwork(
    String yaml, int nodes, int operators, Map<String, Integer> opaque, List<String> notes) {

  /** Copies. */
  public OnnxNetwork {
    opaque = Collections.unmodifiableMap(new TreeMap<>(opaque));
    notes = List.copyOf(notes);
  }
}
