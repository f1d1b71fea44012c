package io.tilewise.importer.onnx;

import io.tilewise.config.ConfigException;
import io.tilewise.config.ConfigReader;
import io.tilewise.config.ParameterForm;
import io.tilewise.importer.binary.ImportException;
import io.tilewise.importer.onnx.OnnxModel.Dimension;
import io.tilewise.importer.onnx.OnnxModel.Node;
import io.tilewise.importer.onnx.OnnxModel.ValueInfo;
import io.tilewise.workload.ElementType;
import io.tilewise.workload.TensorType;
import io.tilewise.workload.file.Workloads;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Turns ONNX models into workload files: opset 11 to 21, shapes inferred node by node, arithmetic
 * on shapes folded, weights looked at for their shapes only.
 */
public final class OnnxImport {
  private static final long OLDEST_OPSET = 11;
  private static final long NEWEST_OPSET = 21;
  private static final int MOST_OPERATORS = 2000;

  private final OnnxModel model;
  private final Map<String, Integer> dims;
  private final Set<String> usedDims = new TreeSet<>();
  private final Set<String> computed = new HashSet<>();
  private final Quantization quantization;
  private final String floating;
  private final Conversion conversion;
  private final Map<String, Handler> handlers = new HashMap<>();

  private OnnxImport(OnnxModel model, Map<String, Integer> dims) {
    this.model = model;
    this.dims = dims;
    this.quantization = Quantization.of(model);
    this.floating = isHalf(model) ? "fp16" : "fp32";
    this.conversion = new Conversion(model, floating, dims);
    ImageNodes.register(handlers);
    MatrixNodes.register(handlers);
    PointwiseNodes.register(handlers);
    MovementNodes.register(handlers);
    NormalizationNodes.register(handlers);
  }

  /**
   * Reads a model.
   *
   * @param name what the user calls the file
   * @param dims sizes of dimensions that the model leaves open: by their name in the model, or by
   *     input and number, such as {@code image.0}
   * @throws ImportException if the file is damaged, or its shapes cannot be known
   * @throws java.io.UncheckedIOException if it cannot be read
   */
  public static OnnxNetwork read(Path file, String name, Map<String, Integer> dims) {
    return new OnnxImport(OnnxReader.read(file, name), dims).network();
  }

  /** The same for bytes. */
  public static OnnxNetwork read(InputStream in, String name, Map<String, Integer> dims)
      throws IOException {
    return new OnnxImport(OnnxReader.read(in, name), dims).network();
  }

  private ImportException error(String message) {
    return new ImportException(model.file(), "", message);
  }

  private OnnxNetwork network() {
    checkOpset();
    model
        .initializers()
        .forEach(
            (name, tensor) ->
                conversion.define(
                    name,
                    ConstantFolding.initializer(
                        conversion, "initializer \"" + name + "\"", name, tensor)));
    defineInputs();
    for (Node node : model.nodes()) {
      convert(node);
    }
    List<String> outputs = outputs();
    String yaml = conversion.writer().text(comments(), keys(), outputs);
    int operators = (int) yaml.lines().filter(line -> line.startsWith("  - {name: ")).count();
    if (operators > MOST_OPERATORS) {
      throw error(
          "the network has " + operators + " operators; at most " + MOST_OPERATORS + " can be");
    }
    if (operators == 0) {
      throw error("nothing is left to execute: all that the network returns is constant");
    }
    check(yaml);
    return new OnnxNetwork(
        yaml, model.nodes().size(), operators, conversion.opaqueOperators(), notes());
  }

  private void checkOpset() {
    if (model.opset() < OLDEST_OPSET || model.opset() > NEWEST_OPSET) {
      throw error(
          "the model uses operator set "
              + model.opset()
              + "; "
              + OLDEST_OPSET
              + " to "
              + NEWEST_OPSET
              + " can be imported; convert it with ONNX's version converter");
    }
  }

  private static boolean isHalf(OnnxModel model) {
    long half = count(model, OnnxModel.FLOAT16);
    return half > 0 && half >= count(model, OnnxModel.FLOAT);
  }

  private static long count(OnnxModel model, int dataType) {
    return model.initializers().values().stream().filter(t -> t.dataType() == dataType).count()
        + model.inputs().stream().filter(i -> i.dataType() == dataType).count();
  }

  private void defineInputs() {
    Set<String> missing = new TreeSet<>();
    for (ValueInfo input : model.inputs()) {
      List<Long> sizes = new ArrayList<>();
      List<Dimension> written =
          input
              .dims()
              .orElseThrow(() -> error("input \"" + input.name() + "\" has no shape in the file"));
      for (int i = 0; i < written.size(); i++) {
        Optional<Long> size = size(input, i, written.get(i), missing);
        sizes.add(size.orElse(1L));
      }
      define(input, sizes);
    }
    Set<String> unknown = new TreeSet<>(dims.keySet());
    unknown.removeAll(usedDims);
    if (!missing.isEmpty()) {
      throw error(
          "these dimensions are open: "
              + String.join(", ", missing)
              + "; give each a size, such as --dim "
              + missing.iterator().next()
              + "=1"
              + (unknown.isEmpty()
                  ? ""
                  : "; --dim " + unknown.iterator().next() + " names none of them"));
    }
    if (!unknown.isEmpty()) {
      throw error(
          "--dim "
              + unknown.iterator().next()
              + " names no dimension that the model leaves open"
              + (usedDims.isEmpty() ? "; it leaves none open" : "; those are " + usedDims));
    }
  }

  private Optional<Long> size(ValueInfo input, int axis, Dimension written, Set<String> missing) {
    if (written.size().filter(size -> size > 0).isPresent()) {
      return written.size();
    }
    String place = input.name() + "." + axis;
    String name = written.name().orElse(place);
    for (String key : List.of(name, place)) {
      if (dims.containsKey(key)) {
        usedDims.add(key);
        return Optional.of((long) dims.get(key));
      }
    }
    missing.add(name);
    return Optional.empty();
  }

  private void define(ValueInfo input, List<Long> sizes) {
    TensorType type =
        new TensorType(
            Conversion.element(input.dataType()),
            Shapes.of(model.file(), "input \"" + input.name() + "\"", sizes));
    String name = conversion.writer().unique(input.name());
    conversion.writer().input(name, type.shape().dims(), type.element() == ElementType.F32);
    conversion.define(input.name(), new Value(name, type, false, Optional.empty()));
  }

  private void convert(Node node) {
    if (node.outputs().isEmpty()) {
      return;
    }
    for (String output : node.outputs()) {
      if (!output.isEmpty() && (conversion.value(output).isPresent() || !computed.add(output))) {
        throw conversion.error(
            node,
            "computes \""
                + output
                + "\", which an input, an initializer or a node before it is called already; give"
                + " each tensor its own name");
      }
    }
    Optional<Value> folded = ConstantFolding.fold(conversion, node);
    List<Value> results = folded.map(List::of).orElseGet(() -> results(node));
    for (int i = 0; i < Math.min(results.size(), node.outputs().size()); i++) {
      conversion.define(node.outputs().get(i), results.get(i));
    }
  }

  private List<Value> results(Node node) {
    Handler handler = handlers.get(node.type());
    try {
      return handler == null ? unknown(node) : handler.convert(conversion, node);
    } catch (IllegalArgumentException | ArithmeticException | IndexOutOfBoundsException misfit) {
      throw conversion.error(node, "cannot be converted: " + misfit.getMessage());
    }
  }

  /** A node of an unknown type has a result for each output whose shape the file states. */
  private List<Value> unknown(Node node) {
    List<Value> results = new ArrayList<>();
    results.add(conversion.opaque(node));
    for (String output : node.outputs().subList(1, node.outputs().size())) {
      Optional<TensorType> type = conversion.declared(output);
      if (type.isEmpty()) {
        break;
      }
      results.add(conversion.opaque(node, type.get()));
    }
    return results;
  }

  private List<String> outputs() {
    Set<String> names = new LinkedHashSet<>();
    for (String output : model.outputs()) {
      Value value =
          conversion
              .value(output)
              .orElseThrow(() -> error("output \"" + output + "\" is computed by no node"));
      if (!value.constant()) {
        names.add(value.name());
      }
    }
    if (names.isEmpty()) {
      throw error("nothing is left to execute: all that the network returns is constant");
    }
    return List.copyOf(names);
  }

  private List<String> comments() {
    List<String> comments = new ArrayList<>();
    comments.add("yaml-language-server: $schema=../schemas/workload.schema.json");
    comments.add("Imported by tilewise import; opset " + model.opset() + ".");
    notes().forEach(note -> comments.add(note + "."));
    return comments;
  }

  private Map<String, String> keys() {
    Map<String, String> keys = new LinkedHashMap<>();
    keys.put("description", "\"imported from " + fileName() + "\"");
    keys.put("dtype", quantization.isQuantized() ? "int8" : floating);
    if (quantization.isQuantized()) {
      keys.put("weights", quantization.perChannel() ? "per_channel" : "per_tensor");
    }
    return keys;
  }

  private String fileName() {
    String file = model.file().replaceFirst("^.*[/\\\\]", "");
    return file.replaceAll("[^A-Za-z0-9._ -]", "_");
  }

  private List<String> notes() {
    List<String> notes = new ArrayList<>();
    if (quantization.isQuantized()) {
      notes.add(
          quantization.quantizedProducts()
              + " of "
              + quantization.products()
              + " convolutions and matrix products are quantized in the model; the lowering"
              + " quantizes what the runtime's quantizer would");
    }
    if (quantization.dynamic()) {
      notes.add("Scales are computed while the model runs; they are priced as if they were not");
    }
    if (!conversion.opaqueOperators().isEmpty()) {
      notes.add(
          "Operators that are not known, priced as a loop over what they read or write: "
              + conversion.opaqueOperators().entrySet().stream()
                  .map(e -> e.getKey().replaceAll("[^A-Za-z0-9_.]", "_") + " x" + e.getValue())
                  .collect(Collectors.joining(", ")));
    }
    return notes;
  }

  /** What is written must be what a user could have written. */
  private void check(String yaml) {
    try {
      new ConfigReader().parse("the network", yaml).bind(Workloads.KIND, ParameterForm.FULL);
    } catch (ConfigException e) {
      throw error(
          "the network goes beyond what a workload file can hold: "
              + e.problems().get(0).toString());
    }
  }
}
