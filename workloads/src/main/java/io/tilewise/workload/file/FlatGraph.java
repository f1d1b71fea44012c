package io.tilewise.workload.file;

import java.util.List;

/**
 * A graph without blocks.
 *
 * @param tensors what it is given
 * @param steps its operators, in the order of the file
 * @param outputs names of what it returns
 * @param complete whether all uses of blocks could be put in place
 */
record FlatGraph(
    List<GivenTensor> tensors, List<Step> steps, List<String> outputs, boolean complete) {

  /** Who gives a tensor. */
  enum Giver {
    INPUT,
    INTEGER_INPUT,
    PARAMETER,
    BUFFER
  }

  /**
   * A tensor that no operator computes.
   *
   * @param name its name in the graph
   * @param shape its shape
   * @param giver where it comes from
   * @param place where the file says so
   */
  record GivenTensor(String name, List<Integer> shape, Giver giver, Place place) {}
}
