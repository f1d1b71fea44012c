package io.tilewise.workload.file;

import java.util.List;
import java.util.Optional;

/**
 * An operator of a graph once blocks are put in their places.
 *
 * @param name its name in the graph: in a block with the names of the uses before it
 * @param inputs names in the graph of what it reads
 * @param weights name in the graph of the parameter that its weights are, if it shares one
 * @param operator what the file says of it
 * @param place where the file says it
 */
record Step(
    String name,
    List<String> inputs,
    Optional<String> weights,
    OperatorFile operator,
    Place place) {

  /** The same with other names of what it reads. */
  Step reading(List<String> names, Optional<String> parameter) {
    return new Step(name, names, parameter, operator, place);
  }
}
