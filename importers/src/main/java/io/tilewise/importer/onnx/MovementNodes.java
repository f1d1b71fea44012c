package io.tilewise.importer.onnx;

import io.tilewise.importer.onnx.OnnxModel.Node;
import io.tilewise.workload.Shape;
import io.tilewise.workload.graph.MovementOperator.Concat;
import io.tilewise.workload.graph.MovementOperator.Expand;
import io.tilewise.workload.graph.MovementOperator.Pad;
import io.tilewise.workload.graph.MovementOperator.Permute;
import io.tilewise.workload.graph.MovementOperator.Repeat;
import io.tilewise.workload.graph.MovementOperator.Select;
import io.tilewise.workload.graph.MovementOperator.Slice;
import io.tilewise.workload.graph.MovementOperator.Squeeze;
import io.tilewise.workload.graph.MovementOperator.Take;
import io.tilewise.workload.graph.MovementOperator.Unsqueeze;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Operators that move elements, or only rename where they are. */
final class MovementNodes {
  private MovementNodes() {}

  static void register(Map<String, Handler> handlers) {
    handlers.put("Transpose", (c, n) -> List.of(transpose(c, n)));
    handlers.put("Reshape", (c, n) -> List.of(reshape(c, n)));
    handlers.put("Flatten", (c, n) -> List.of(flatten(c, n)));
    handlers.put("Squeeze", (c, n) -> List.of(squeeze(c, n)));
    handlers.put("Unsqueeze", (c, n) -> List.of(unsqueeze(c, n)));
    handlers.put("Expand", (c, n) -> List.of(expand(c, n)));
    handlers.put("Tile", (c, n) -> List.of(tile(c, n)));
    handlers.put("Concat", (c, n) -> List.of(concat(c, n)));
    handlers.put("Split", MovementNodes::split);
    handlers.put("Slice", (c, n) -> List.of(slice(c, n)));
    handlers.put("Gather", (c, n) -> List.of(gather(c, n)));
    handlers.put("Pad", (c, n) -> List.of(pad(c, n)));
    handlers.put("DepthToSpace", (c, n) -> List.of(depthToSpace(c, n)));
    handlers.put("SpaceToDepth", (c, n) -> List.of(spaceToDepth(c, n)));
    handlers.put(
        "GatherElements",
        (c, n) -> List.of(c.opaque(n, c.input(n, 0).type().with(c.input(n, 1).shape()))));
    handlers.put("ScatterElements", (c, n) -> List.of(c.opaque(n, c.input(n, 0).type())));
    handlers.put("ScatterND", (c, n) -> List.of(c.opaque(n, c.input(n, 0).type())));
    handlers.put("ReverseSequence", (c, n) -> List.of(c.opaque(n, c.input(n, 0).type())));
  }

  private static Value permuted(Conversion c, Node node, Value x, List<Integer> order) {
    boolean same = IntStream.range(0, order.size()).allMatch(i -> order.get(i) == i);
    return same
        ? x
        : c.apply(node, "permute", new Permute(order), List.of(x), Map.of("order", order));
  }

  private static Value transpose(Conversion c, Node node) {
    Value x = c.input(node, 0);
    int rank = x.rank();
    List<Long> written =
        node.numbers("perm")
            .filter(p -> !p.isEmpty())
            .orElseGet(
                () -> IntStream.range(0, rank).mapToObj(i -> (long) (rank - 1 - i)).toList());
    List<Integer> order = written.stream().map(axis -> Axes.of(c, node, axis, rank)).toList();
    if (order.stream().distinct().count() != rank) {
      throw c.error(node, "perm is " + written + ", which is no order of " + rank + " dimensions");
    }
    return permuted(c, node, x, order);
  }

  private static Value reshape(Conversion c, Node node) {
    Value x = c.input(node, 0);
    List<Long> wanted =
        c.numbers(node, "shape", 1).orElseThrow(() -> c.error(node, "the new shape is missing"));
    boolean zeroIsZero = node.number("allowzero", 0) != 0;
    List<Long> dims = new ArrayList<>();
    int open = -1;
    long known = 1;
    for (int i = 0; i < wanted.size(); i++) {
      long size = wanted.get(i);
      if (size == 0 && !zeroIsZero) {
        if (i >= x.rank()) {
          throw c.error(node, "the new shape " + wanted + " keeps a dimension that is not there");
        }
        size = x.shape().dim(i);
      }
      if (size == -1) {
        if (open >= 0) {
          throw c.error(node, "the new shape " + wanted + " leaves two sizes open");
        }
        open = i;
        dims.add(1L);
      } else {
        dims.add(size);
        known = multiplied(c, node, known, size);
      }
    }
    if (open >= 0) {
      dims.set(open, known == 0 ? 0 : x.shape().elements() / known);
    }
    List<Integer> shape = dims.stream().map(size -> size(c, node, size)).toList();
    if (Shape.of(shape).elements() != x.shape().elements()) {
      throw c.error(node, "the new shape " + wanted + " does not fit " + x.shape());
    }
    return c.reshaped(node, x, shape);
  }

  private static long multiplied(Conversion c, Node node, long a, long b) {
    try {
      return Math.multiplyExact(a, b);
    } catch (ArithmeticException e) {
      throw c.error(node, "the result is too large");
    }
  }

  private static int size(Conversion c, Node node, long size) {
    if (size < 0 || size > Integer.MAX_VALUE) {
      throw c.error(node, "the size " + size + " of the result cannot be");
    }
    return (int) size;
  }

  private static Value flatten(Conversion c, Node node) {
    Value x = c.input(node, 0);
    long axis = node.number("axis", 1);
    int from = axis == x.rank() ? x.rank() : Axes.of(c, node, axis, x.rank());
    long rows = from == x.rank() ? x.shape().elements() : x.shape().elementsBefore(from);
    long columns = rows == 0 ? 0 : x.shape().elements() / rows;
    return c.reshaped(node, x, List.of(size(c, node, rows), size(c, node, columns)));
  }

  private static Value squeeze(Conversion c, Node node) {
    Value x = c.input(node, 0);
    List<Integer> axes =
        c.numbers(node, "axes", 1)
            .map(written -> Axes.of(c, node, written, x.rank()))
            .orElseGet(
                () ->
                    IntStream.range(0, x.rank())
                        .filter(i -> x.shape().dim(i) == 1)
                        .boxed()
                        .toList());
    Shape shape = x.shape();
    for (int i = axes.size() - 1; i >= 0; i--) {
      if (shape.dim(axes.get(i)) != 1) {
        throw c.error(node, "dimension " + axes.get(i) + " of " + x.shape() + " has not size 1");
      }
      shape = shape.without(axes.get(i));
    }
    if (axes.size() == 1 && !x.constant() && shape.rank() > 0) {
      return c.apply(
          node, "squeeze", new Squeeze(axes.get(0)), List.of(x), Map.of("axis", axes.get(0)));
    }
    return c.reshaped(node, x, shape.dims());
  }

  private static Value unsqueeze(Conversion c, Node node) {
    Value x = c.input(node, 0);
    List<Long> written =
        c.numbers(node, "axes", 1).orElseThrow(() -> c.error(node, "axes are missing"));
    List<Integer> axes = Axes.of(c, node, written, x.rank() + written.size());
    Shape shape = x.shape();
    for (int axis : axes) {
      shape = shape.withUnitAt(axis);
    }
    if (axes.size() == 1 && !x.constant()) {
      return c.apply(
          node, "unsqueeze", new Unsqueeze(axes.get(0)), List.of(x), Map.of("axis", axes.get(0)));
    }
    return c.reshaped(node, x, shape.dims());
  }

  private static Value expand(Conversion c, Node node) {
    Value x = c.input(node, 0);
    List<Long> wanted =
        c.numbers(node, "shape", 1).orElseThrow(() -> c.error(node, "the new shape is missing"));
    int rank = Math.max(x.rank(), wanted.size());
    List<Integer> same = new ArrayList<>(Collections.nCopies(rank - x.rank(), 1));
    same.addAll(x.shape().dims());
    List<Integer> wide = new ArrayList<>();
    for (int i = 0; i < rank; i++) {
      int at = i - (rank - wanted.size());
      int size = at < 0 ? 1 : size(c, node, wanted.get(at));
      wide.add(size == 1 ? same.get(i) : size);
    }
    Value aligned = c.reshaped(node, x, same);
    return same.equals(wide)
        ? aligned
        : c.apply(
            node, "expand", new Expand(Shape.of(wide)), List.of(aligned), Map.of("shape", wide));
  }

  private static Value tile(Conversion c, Node node) {
    Value x = c.input(node, 0);
    List<Long> repeats =
        c.numbers(node, "repeats", 1).orElseThrow(() -> c.error(node, "repeats are missing"));
    if (repeats.size() != x.rank()) {
      throw c.error(node, "repeats are " + repeats + " for " + x.shape());
    }
    List<Integer> dims = new ArrayList<>();
    for (int i = 0; i < x.rank(); i++) {
      dims.add(size(c, node, multiplied(c, node, x.shape().dim(i), repeats.get(i))));
    }
    return dims.equals(x.shape().dims())
        ? x
        : c.apply(node, "repeat", new Repeat(Shape.of(dims)), List.of(x), Map.of("shape", dims));
  }

  private static Value concat(Conversion c, Node node) {
    List<Value> read = c.inputs(node);
    if (read.size() == 1) {
      return read.get(0);
    }
    if (read.isEmpty()) {
      throw c.error(node, "reads nothing");
    }
    int axis = Axes.of(c, node, node.number("axis", 0), read.get(0).rank());
    return c.apply(node, "concat", new Concat(axis), read, Map.of("axis", axis));
  }

  private static Value part(Conversion c, Node node, Value x, int axis, int start, int end) {
    if (start == 0 && end == x.shape().dim(axis)) {
      return x;
    }
    Map<String, Object> keys = new LinkedHashMap<>();
    keys.put("axis", axis);
    keys.put("start", start);
    keys.put("end", end);
    return c.apply(node, "slice", new Slice(axis, start, end), List.of(x), keys);
  }

  private static List<Value> split(Conversion c, Node node) {
    Value x = c.input(node, 0);
    int axis = Axes.of(c, node, node.number("axis", 0), x.rank());
    int total = x.shape().dim(axis);
    int parts = node.outputs().size();
    int even = (total + parts - 1) / Math.max(1, parts);
    List<Long> sizes =
        c.numbers(node, "split", 1)
            .orElseGet(
                () ->
                    IntStream.range(0, parts)
                        .mapToObj(i -> (long) Math.max(0, Math.min(even, total - i * even)))
                        .toList());
    if (sizes.size() != parts || sizes.stream().mapToLong(Long::longValue).sum() != total) {
      throw c.error(node, "splits " + total + " into " + sizes + " for " + parts + " results");
    }
    List<Value> results = new ArrayList<>();
    int start = 0;
    for (long size : sizes) {
      int end = start + size(c, node, size);
      results.add(part(c, node, x, axis, start, end));
      start = end;
    }
    return results;
  }

  private static Value slice(Conversion c, Node node) {
    Value x = c.input(node, 0);
    List<Long> starts = required(c, node, "starts", 1);
    List<Long> ends = required(c, node, "ends", 2);
    List<Long> axes =
        c.numbers(node, "axes", 3)
            .orElseGet(() -> IntStream.range(0, starts.size()).mapToObj(i -> (long) i).toList());
    List<Long> steps =
        c.numbers(node, "steps", 4).orElseGet(() -> Collections.nCopies(starts.size(), 1L));
    if (ends.size() != starts.size()
        || axes.size() != starts.size()
        || steps.size() != starts.size()) {
      throw c.error(node, "starts, ends, axes and steps are of different lengths");
    }
    Value result = x;
    List<Integer> strided = new ArrayList<>(x.shape().dims());
    boolean plain = true;
    for (int i = 0; i < starts.size(); i++) {
      int axis = Axes.of(c, node, axes.get(i), x.rank());
      long size = x.shape().dim(axis);
      long step = steps.get(i);
      if (step == 0) {
        throw c.error(node, "a step is 0");
      }
      long start = bounded(starts.get(i), size, step);
      long end = bounded(ends.get(i), size, step);
      long kept = step > 0 ? ceil(end - start, step) : ceil(start - end, -step);
      if (kept < 1) {
        throw c.error(node, "nothing is left of dimension " + axis + " of " + x.shape());
      }
      strided.set(axis, size(c, node, kept));
      plain &= step == 1;
      if (plain) {
        result = part(c, node, result, axis, (int) start, (int) end);
      }
    }
    return plain ? result : c.opaque(node, x.type().with(Shape.of(strided)));
  }

  private static List<Long> required(Conversion c, Node node, String what, int input) {
    return c.numbers(node, what, input).orElseThrow(() -> c.error(node, what + " are missing"));
  }

  private static long bounded(long index, long size, long step) {
    long fromZero = index < 0 ? index + size : index;
    return step > 0
        ? Math.max(0, Math.min(size, fromZero))
        : Math.max(-1, Math.min(size - 1, index < -size ? -1 : fromZero));
  }

  private static long ceil(long length, long step) {
    return length <= 0 ? 0 : (length + step - 1) / step;
  }

  private static Value gather(Conversion c, Node node) {
    Value x = c.input(node, 0);
    Value indices = c.input(node, 1);
    int axis = Axes.of(c, node, node.number("axis", 0), x.rank());
    Optional<Long> only =
        indices.rank() == 0 ? indices.wholeNumbers().map(all -> all.get(0)) : Optional.empty();
    if (only.isPresent() && x.rank() > 1) {
      int index = Axes.of(c, node, only.get(), x.shape().dim(axis));
      Map<String, Object> keys = new LinkedHashMap<>();
      keys.put("axis", axis);
      keys.put("index", index);
      return c.apply(node, "select", new Select(axis, index), List.of(x), keys);
    }
    return c.apply(node, "take", new Take(axis), List.of(x, indices), Map.of("axis", axis));
  }

  private static Value pad(Conversion c, Node node) {
    Value x = c.input(node, 0);
    List<Long> pads = required(c, node, "pads", 1);
    List<Integer> axes =
        c.has(node, 3)
            ? required(c, node, "axes", 3).stream().map(a -> Axes.of(c, node, a, x.rank())).toList()
            : IntStream.range(0, x.rank()).boxed().toList();
    if (pads.size() != 2 * axes.size()) {
      throw c.error(node, "pads are " + pads + " for " + axes.size() + " dimensions");
    }
    List<Integer> before = new ArrayList<>(Collections.nCopies(x.rank(), 0));
    List<Integer> after = new ArrayList<>(before);
    List<Integer> dims = new ArrayList<>(x.shape().dims());
    boolean cuts = false;
    for (int i = 0; i < axes.size(); i++) {
      long low = pads.get(i);
      long high = pads.get(axes.size() + i);
      int axis = axes.get(i);
      cuts |= low < 0 || high < 0;
      dims.set(axis, size(c, node, dims.get(axis) + low + high));
      before.set(axis, (int) Math.max(0, low));
      after.set(axis, (int) Math.max(0, high));
    }
    if (cuts) {
      return c.opaque(node, x.type().with(Shape.of(dims)));
    }
    if (dims.equals(x.shape().dims())) {
      return x;
    }
    Map<String, Object> keys = new LinkedHashMap<>();
    keys.put("before", before);
    keys.put("after", after);
    return c.apply(node, "pad", new Pad(before, after), List.of(x), keys);
  }

  private static int block(Conversion c, Node node, Value x) {
    long block = node.number("blocksize", 1);
    if (x.rank() != 4 || block < 1 || block > 1024) {
      throw c.error(node, "blocksize is " + block + ", the image " + x.shape());
    }
    return (int) block;
  }

  private static Value depthToSpace(Conversion c, Node node) {
    Value x = c.input(node, 0);
    int b = block(c, node, x);
    Shape s = x.shape();
    if (s.dim(1) % (b * b) != 0) {
      throw c.error(node, s.dim(1) + " channels cannot be split into blocks of " + b + "x" + b);
    }
    int channels = s.dim(1) / (b * b);
    boolean columnFirst = node.text("mode", "DCR").equals("CRD");
    List<Integer> split =
        columnFirst
            ? List.of(s.dim(0), channels, b, b, s.dim(2), s.dim(3))
            : List.of(s.dim(0), b, b, channels, s.dim(2), s.dim(3));
    List<Integer> order = columnFirst ? List.of(0, 1, 4, 2, 5, 3) : List.of(0, 3, 4, 1, 5, 2);
    Value moved = permuted(c, node, c.reshaped(node, x, split), order);
    return c.reshaped(node, moved, List.of(s.dim(0), channels, s.dim(2) * b, s.dim(3) * b));
  }

  private static Value spaceToDepth(Conversion c, Node node) {
    Value x = c.input(node, 0);
    int b = block(c, node, x);
    Shape s = x.shape();
    if (s.dim(2) % b != 0 || s.dim(3) % b != 0) {
      throw c.error(node, "the image " + s + " cannot be split into blocks of " + b + "x" + b);
    }
    int rows = s.dim(2) / b;
    int columns = s.dim(3) / b;
    Value split = c.reshaped(node, x, List.of(s.dim(0), s.dim(1), rows, b, columns, b));
    Value moved = permuted(c, node, split, List.of(0, 3, 5, 1, 2, 4));
    return c.reshaped(
        node, moved, List.of(s.dim(0), multipliedChannels(c, node, s.dim(1), b), rows, columns));
  }

  private static int multipliedChannels(Conversion c, Node node, int channels, int block) {
    return size(c, node, (long) channels * block * block);
  }
}
