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
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
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
  private static final int MOST_LISTED = 20;

  private final OnnxModel model;
  private final Map<String, Integer> dims;
  private final Set<String> usedDims = new TreeSet<>();
  private final Set<String> computed = new HashSet<>();
  private final Set<String> read = new HashSet<>();
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
    model.nodes().forEach(node -> read.addAll(node.inputs()));
    read.addAll(model.outputs());
    read.remove("");
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
    try {
      Optional<Value> folded = ConstantFolding.fold(conversion, node);
      Optional<Handler> handler = Optional.ofNullable(handlers.get(node.type()));
      List<Value> results =
          folded
              .map(List::of)
              .or(() -> handler.map(known -> known.convert(conversion, node)))
              .orElse(List.of());
      for (int i = 0; i < Math.min(results.size(), node.outputs().size()); i++) {
        conversion.define(node.outputs().get(i), results.get(i));
      }
      opaque(node, results);
    } catch (UnstatedShape unstated) {
      withoutShape(node, unstated.result());
    } catch (IllegalArgumentException | ArithmeticException | IndexOutOfBoundsException misfit) {
      throw conversion.error(node, "cannot be converted: " + misfit.getMessage());
    }
  }

  /**
   * Results of a node for which the language has no operator, if anything reads them: all of a node
   * of an unknown type, and others that are further results there. The first reads what the node
   * reads; one more costs a loop on top of the first, not all of the node again.
   */
  private void opaque(Node node, List<Value> results) {
    List<String> rest =
        node.outputs()
            .subList(Math.min(results.size(), node.outputs().size()), node.outputs().size());
    List<Value> reads = results.isEmpty() ? conversion.inputs(node) : results.subList(0, 1);
    boolean isFirst = results.isEmpty();
    for (String output : rest) {
      if (!read.contains(output)) {
        continue;
      }
      Optional<TensorType> type = conversion.declared(output);
      if (type.isEmpty()) {
        conversion.unstated(output, new UnstatedShape.Result(output, node));
        continue;
      }
      Value result = conversion.opaque(node, type.get(), reads);
      conversion.define(output, result);
      if (isFirst) {
        reads = List.of(result);
      }
      isFirst = false;
    }
  }

  /** Goes on after a node that misses a shape, to find all that are missing. */
  private void withoutShape(Node node, UnstatedShape.Result fault) {
    boolean known = handlers.containsKey(node.type());
    for (String output : node.outputs()) {
      Optional<TensorType> type = conversion.declared(output);
      if (type.isPresent()) {
        conversion.require(fault);
        conversion.define(output, new Value(output, type.get(), false, Optional.empty()));
        if (!known) {
          conversion.countOpaque(node);
        }
      } else {
        conversion.unstated(output, known ? fault : new UnstatedShape.Result(output, node));
      }
    }
  }

  private void refuseMissing() {
    Collection<UnstatedShape.Result> missing = conversion.missing();
    if (missing.isEmpty()) {
      return;
    }
    Map<String, Integer> others = conversion.opaqueOperators();
    throw error(
        "Tilewise cannot infer the shapes of these results, and the file does not state them: "
            + missing.stream()
                .limit(MOST_LISTED)
                .map(UnstatedShape.Result::toString)
                .collect(Collectors.joining(", "))
            + (missing.size() > MOST_LISTED
                ? " and " + (missing.size() - MOST_LISTED) + " more"
                : "")
            + "; run ONNX's shape inference on the file, or replace the operators"
            + (others.isEmpty()
                ? ""
                : "; not supported either, but with a shape that is stated: " + counts(others)));
  }

  private List<String> outputs() {
    if (model.outputs().isEmpty()) {
      throw error(
          "the graph has no outputs, and only what outputs need is computed; name outputs in it");
    }
    Set<String> names = new LinkedHashSet<>();
    for (String output : model.outputs()) {
      if (conversion.fault(output).isPresent()) {
        continue;
      }
      Value value =
          conversion
              .value(output)
              .orElseThrow(
                  () ->
                      error(
                          "output \""
                              + output
                              + "\" is computed by no node, and is no input or initializer"));
      if (!value.constant()) {
        names.add(value.name());
      }
    }
    refuseMissing();
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
    keys.put("description", "\"" + description() + "\"");
    keys.put("dtype", quantization.isQuantized() ? "int8" : floating);
    if (quantization.isQuantized()) {
      keys.put("weights", quantization.perChannel() ? "per_channel" : "per_tensor");
    }
    return keys;
  }

  private String description() {
    String uncounted =
        conversion.opaqueOperators().keySet().stream()
            .filter(UncountedProducts::has)
            .map(OnnxImport::plain)
            .collect(Collectors.joining(", "));
    return "imported from "
        + fileName()
        + (uncounted.isEmpty()
            ? ""
            : "; multiply-accumulates of " + uncounted + " are not counted");
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
    Map<String, Integer> opaque = conversion.opaqueOperators();
    if (!opaque.isEmpty()) {
      notes.add(
          "Operators that are not known, priced as a loop over what they read or write: "
              + counts(opaque));
    }
    Map<String, Integer> uncounted = new TreeMap<>(opaque);
    uncounted.keySet().removeIf(type -> !UncountedProducts.has(type));
    if (!uncounted.isEmpty()) {
      notes.add(
          "Of these, the following are products or may hold some; their multiply-accumulates are"
              + " neither counted nor priced: "
              + counts(uncounted));
    }
    return notes;
  }

  private static String counts(Map<String, Integer> types) {
    return types.entrySet().stream()
        .map(e -> plain(e.getKey()) + " x" + e.getValue())
        .collect(Collectors.joining(", "));
  }

  private static String plain(String type) {
    return type.replaceAll("[^A-Za-z0-9_.]", "_");
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
