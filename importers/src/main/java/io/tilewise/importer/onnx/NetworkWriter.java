package io.tilewise.importer.onnx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Collects a network and writes it in the language of workload files. */
final class NetworkWriter {
  private final Set<String> names = new HashSet<>();

  /** By what a name begins with, the number to try next: many may be alike. */
  private final Map<String, Integer> numbers = new HashMap<>();

  private final Map<String, List<Integer>> inputs = new LinkedHashMap<>();
  private final Map<String, List<Integer>> integerInputs = new LinkedHashMap<>();
  private final Map<String, List<Integer>> parameters = new LinkedHashMap<>();
  private final Map<String, List<Integer>> buffers = new LinkedHashMap<>();
  private final List<Line> operators = new ArrayList<>();

  /** An operator as it is written, with what it reads. */
  private record Line(String name, String text, List<String> inputs) {}

  /** A name of the language that no other tensor has, as like the wanted one as possible. */
  String unique(String wanted) {
    String clean = wanted.replaceAll("[^A-Za-z0-9_-]+", "_").replaceAll("^[^A-Za-z]+", "");
    String base = clean.isEmpty() ? "t" : clean.length() > 60 ? clean.substring(0, 60) : clean;
    String name = base;
    while (!names.add(name)) {
      name = base + "_" + numbers.merge(base, 2, (number, start) -> number + 1);
    }
    return name;
  }

  void input(String name, List<Integer> dims, boolean floating) {
    (floating ? inputs : integerInputs).put(name, dims);
  }

  /** A tensor that the model holds: learned, or a buffer. */
  void constant(String name, List<Integer> dims, boolean buffer) {
    (buffer ? buffers : parameters).put(name, dims);
  }

  /** An operator; keys are written as they are given. */
  void operator(String name, String operator, List<String> read, Map<String, String> keys) {
    StringBuilder line = new StringBuilder();
    line.append("{name: ").append(name).append(", operator: ").append(operator);
    if (!read.isEmpty()) {
      line.append(", inputs: ").append(read.size() == 1 ? read.get(0) : list(read));
    }
    keys.forEach((key, value) -> line.append(", ").append(key).append(": ").append(value));
    operators.add(new Line(name, line.append('}').toString(), read));
  }

  private static String list(List<?> items) {
    return items.stream().map(String::valueOf).collect(Collectors.joining(", ", "[", "]"));
  }

  int operators() {
    return operators.size();
  }

  /**
   * The file.
   *
   * @param comments lines that begin it
   * @param keys keys before the tensors, with their values
   * @param outputs names of what the network returns
   */
  String text(List<String> comments, Map<String, String> keys, List<String> outputs) {
    Set<String> needed = needed(outputs);
    StringBuilder text = new StringBuilder();
    comments.forEach(comment -> text.append("# ").append(comment).append('\n'));
    text.append("model: graph\n");
    keys.forEach((key, value) -> text.append(key).append(": ").append(value).append('\n'));
    tensors(text, "inputs", inputs, needed);
    tensors(text, "integer_inputs", integerInputs, needed);
    tensors(text, "parameters", parameters, needed);
    tensors(text, "buffers", buffers, needed);
    text.append("operators:\n");
    operators.stream()
        .filter(line -> needed.contains(line.name()))
        .forEach(line -> text.append("  - ").append(line.text()).append('\n'));
    text.append("outputs: ").append(list(outputs)).append('\n');
    return text.toString();
  }

  /** What the outputs are computed from; the language refuses what nobody reads. */
  private Set<String> needed(List<String> outputs) {
    Set<String> needed = new HashSet<>(outputs);
    for (int i = operators.size() - 1; i >= 0; i--) {
      if (needed.contains(operators.get(i).name())) {
        needed.addAll(operators.get(i).inputs());
      }
    }
    return needed;
  }

  private static void tensors(
      StringBuilder text, String key, Map<String, List<Integer>> tensors, Set<String> needed) {
    StringBuilder lines = new StringBuilder();
    tensors.forEach(
        (name, dims) -> {
          if (needed.contains(name)) {
            lines.append("  ").append(name).append(": ").append(list(dims)).append('\n');
          }
        });
    if (!lines.isEmpty()) {
      text.append(key).append(":\n").append(lines);
    }
  }
}
