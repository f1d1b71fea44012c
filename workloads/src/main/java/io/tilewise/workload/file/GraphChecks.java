package io.tilewise.workload.file;

import io.tilewise.config.Checks;
import io.tilewise.workload.file.FlatGraph.GivenTensor;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds what is wrong with a graph: first with its names, then its order, then its shapes. */
final class GraphChecks {
  private final GraphFile file;
  private final Checks checks;
  private final Place.Findings findings = new Place.Findings();

  GraphChecks(GraphFile file, Checks checks) {
    this.file = file;
    this.checks = checks;
  }

  void run() {
    int size = file.operators().size();
    if (size > BlockExpansion.MOST_OPERATORS) {
      checks
          .at("operators")
          .problem(
              size + " operators are listed; at most " + BlockExpansion.MOST_OPERATORS + " can be");
      return;
    }
    if (file.inputs().isEmpty() && file.integerInputs().isEmpty()) {
      Place.root(Optional.of(checks), findings)
          .at("inputs")
          .problem("a graph needs an input; name one with its shape");
    }
    checkInputs();
    FlatGraph flat = BlockExpansion.of(file, Optional.of(checks), findings);
    if (!flat.complete()) {
      return;
    }
    checkReads(flat);
    OperatorOrder order = OperatorOrder.of(flat.steps());
    if (findings.sound()) {
      checkOrder(flat, order);
    }
    if (findings.sound()) {
      new GraphAssembly(flat, file, "").addAll(order.sorted());
    }
  }

  /** Reports formats of what is no input, and layouts of what is no image. */
  private void checkInputs() {
    file.inputDtypes().keySet().forEach(name -> checkIsInput("input_dtypes", name));
    file.inputLayouts().keySet().forEach(name -> checkIsInput("input_layouts", name));
    file.inputLayouts()
        .forEach(
            (name, layout) -> {
              List<Integer> shape = file.inputs().getOrDefault(name, List.of(0, 0, 0, 0));
              if (shape.size() != 4) {
                problem(
                    "input_layouts", name, "\"" + name + "\" is no image: its shape is " + shape);
              }
            });
  }

  private void checkIsInput(String key, String name) {
    if (!file.inputs().containsKey(name)) {
      problem(key, name, "there is no input \"" + name + "\" (inputs: " + names() + ")");
    }
  }

  private String names() {
    return String.join(", ", file.inputs().keySet());
  }

  private void problem(String key, String name, String message) {
    Place.root(Optional.of(checks), findings).at(key).at(name).problem(message);
  }

  /** Reports what nobody reads; while names are wrong, that would only repeat it. */
  private static void checkReads(FlatGraph flat) {
    Set<String> read = new HashSet<>(flat.outputs());
    for (Step step : flat.steps()) {
      read.addAll(step.inputs());
      step.weights().ifPresent(read::add);
    }
    for (Step step : flat.steps()) {
      checkRead(step.name(), read, step.place());
    }
    for (GivenTensor tensor : flat.tensors()) {
      checkRead(tensor.name(), read, tensor.place());
    }
  }

  private static void checkRead(String name, Set<String> read, Place place) {
    if (!read.contains(name)) {
      place.problem(
          "\"" + name + "\" is read by no operator and is no output; use it or remove it");
    }
  }

  private static void checkOrder(FlatGraph flat, OperatorOrder order) {
    List<Step> cycle = order.cycle().stream().map(flat.steps()::get).toList();
    if (!cycle.isEmpty()) {
      String path =
          cycle.stream()
              .map(step -> step.name() + " (" + step.place().location() + ")")
              .collect(Collectors.joining(" -> "));
      Step first = cycle.get(0);
      first.place().problem("these operators wait for each other: " + path + " -> " + first.name());
    }
  }
}
