package io.tilewise.workload.file;

import io.tilewise.config.Checks;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds what is wrong with a graph: first with its names, then its order, then its shapes. */
final class GraphChecks {
  /** The time to partition a graph grows faster than its size. */
  private static final int MOST_OPERATORS = 2000;

  private final GraphFile file;
  private final Checks checks;
  private final Map<String, String> placeOf = new LinkedHashMap<>();
  private boolean sound = true;

  GraphChecks(GraphFile file, Checks checks) {
    this.file = file;
    this.checks = checks;
  }

  void run() {
    int size = file.operators().size();
    if (size > MOST_OPERATORS) {
      problem(
          checks.at("operators"),
          size + " operators are listed; at most " + MOST_OPERATORS + " can be");
      return;
    }
    if (file.inputs().isEmpty() && file.integerInputs().isEmpty()) {
      problem(checks.at("inputs"), "a graph needs an input; name one with its shape");
    }
    checkGiven("inputs", file.inputs());
    checkGiven("integer_inputs", file.integerInputs());
    checkGiven("parameters", file.parameters());
    for (int i = 0; i < size; i++) {
      register(operator(i).name(), "operators[" + i + "]", operatorChecks(i).at("name"));
    }
    checkReferences();
    if (sound) {
      checkOrder();
    }
    if (sound) {
      checkShapes();
    }
  }

  private OperatorFile operator(int index) {
    return file.operators().get(index);
  }

  private Checks operatorChecks(int index) {
    return checks.at("operators").at(index);
  }

  private void checkGiven(String key, Map<String, List<Integer>> tensors) {
    tensors.forEach(
        (name, shape) -> {
          Checks here = checks.at(key).at(name);
          register(name, key + "." + name, here);
          TensorSize.problem(shape).ifPresent(problem -> problem(here, problem));
        });
  }

  private void register(String name, String place, Checks here) {
    String other = placeOf.putIfAbsent(name, place);
    if (other != null) {
      problem(here, "the name \"" + name + "\" is already that of " + other);
    }
  }

  private void checkReferences() {
    Set<String> read = new HashSet<>(file.outputs());
    for (int i = 0; i < file.operators().size(); i++) {
      read.addAll(operator(i).inputs());
      checkKnown(operator(i).inputs(), operatorChecks(i).at("inputs"));
    }
    checkKnown(file.outputs(), checks.at("outputs"));
    for (int i = 0; i < file.operators().size(); i++) {
      checkRead(operator(i).name(), read, operatorChecks(i));
    }
    file.inputs().keySet().forEach(name -> checkRead(name, read, checks.at("inputs").at(name)));
    file.integerInputs()
        .keySet()
        .forEach(name -> checkRead(name, read, checks.at("integer_inputs").at(name)));
    file.parameters()
        .keySet()
        .forEach(name -> checkRead(name, read, checks.at("parameters").at(name)));
  }

  private void checkKnown(List<String> names, Checks here) {
    for (int i = 0; i < names.size(); i++) {
      sound &= placeOf.containsKey(names.get(i));
      here.at(i).knownName(names.get(i), placeOf.keySet(), "tensors");
    }
  }

  private void checkRead(String name, Set<String> read, Checks here) {
    if (!read.contains(name)) {
      problem(
          here, "\"" + name + "\" is read by no operator and is no output; use it or remove it");
    }
  }

  private void checkOrder() {
    List<Integer> cycle = OperatorOrder.of(file.operators()).cycle();
    if (!cycle.isEmpty()) {
      String path = cycle.stream().map(this::located).collect(Collectors.joining(" -> "));
      int first = cycle.get(0);
      problem(
          operatorChecks(first),
          "these operators wait for each other: " + path + " -> " + operator(first).name());
    }
  }

  private String located(int index) {
    return operator(index).name() + " (" + operatorChecks(index).location() + ")";
  }

  private void checkShapes() {
    new GraphAssembly(file, "", this::misfit).addAll(OperatorOrder.of(file.operators()).sorted());
  }

  private void misfit(int index, int input, String message) {
    Checks here = operatorChecks(index);
    problem(input < 0 ? here : here.at("inputs").at(input), message);
  }

  private void problem(Checks here, String message) {
    sound = false;
    here.problem(message);
  }
}
