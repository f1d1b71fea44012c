package io.tilewise.workload.lowering;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.tilewise.workload.ElementType;
import io.tilewise.workload.Shape;
import io.tilewise.workload.TensorType;
import io.tilewise.workload.graph.Clampable;
import io.tilewise.workload.graph.MatrixOperator.Convolution;
import io.tilewise.workload.graph.MatrixOperator.Linear;
import io.tilewise.workload.graph.MovementOperator.Concat;
import io.tilewise.workload.graph.MovementOperator.Gather;
import io.tilewise.workload.graph.MovementOperator.Permute;
import io.tilewise.workload.graph.NormalizationOperator.BatchNorm;
import io.tilewise.workload.graph.NormalizationOperator.GroupNorm;
import io.tilewise.workload.graph.NormalizationOperator.LayerNorm;
import io.tilewise.workload.graph.Operator;
import io.tilewise.workload.graph.PointwiseOperator.Unary;
import io.tilewise.workload.graph.PointwiseOperator.UnaryFunction;
import io.tilewise.workload.graph.PoolingOperator.MaxPool;
import io.tilewise.workload.graph.ReductionOperator.Function;
import io.tilewise.workload.graph.ReductionOperator.Reduce;
import io.tilewise.workload.plan.Backend;
import io.tilewise.workload.plan.KernelCall;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Kernel calls in the form of the recorded listings, read from them or written from a plan. */
final class ReferenceListing {
  private ReferenceListing() {}

  /** The rows of a recorded listing: kind, delegate, operator, inputs, output and attributes. */
  static List<String> recorded(String name) {
    CsvMapper mapper = new CsvMapper();
    CsvSchema schema = CsvSchema.emptySchema().withHeader();
    String path = "/executorch-lowered/" + name + ".ops.csv";
    try (InputStream in = ReferenceListing.class.getResourceAsStream(path);
        MappingIterator<Map<String, String>> rows =
            mapper.readerFor(Map.class).with(schema).readValues(in)) {
      List<String> lines = new ArrayList<>();
      while (rows.hasNext()) {
        Map<String, String> row = rows.next();
        lines.add(
            line(
                row.get("kind"),
                row.get("delegate"),
                row.get("op"),
                row.get("inputs"),
                row.get("output"),
                row.get("attrs")));
      }
      return lines;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same rows for calls of a plan. */
  static List<String> of(List<KernelCall> calls) {
    return calls.stream().map(ReferenceListing::line).toList();
  }

  private static String line(KernelCall call) {
    if (call.backend() == Backend.XNNPACK) {
      return line(
          "xnnpack",
          Integer.toString(call.delegate().orElseThrow()),
          call.runtimeOperator(),
          tensors(call.operands().stream().map(ReferenceListing::scalarAsVector).toList()),
          call.result().toString(),
          attributes(call));
    }
    List<TensorType> tensors = portableTensors(call);
    return line(
        "kernel",
        "",
        call.runtimeOperator(),
        tensors(tensors.subList(0, tensors.size() - 1)),
        tensors.get(tensors.size() - 1).toString(),
        "");
  }

  private static String line(String... cells) {
    return String.join(" | ", cells).stripTrailing();
  }

  private static String tensors(List<TensorType> types) {
    return types.stream().map(TensorType::toString).collect(Collectors.joining(" "));
  }

  /** XNNPACK has no tensors without dimensions. */
  private static TensorType scalarAsVector(TensorType type) {
    return type.shape().rank() == 0 ? type.with(Shape.of(1)) : type;
  }

  private static String attributes(KernelCall call) {
    Operator operator = call.operator();
    String attributes = "";
    if (operator instanceof Convolution c) {
      ElementType weights =
          call.result().element() == ElementType.QS8 ? ElementType.QS8 : ElementType.F32;
      TensorType filter =
          c.isDepthwise()
              ? TensorType.of(weights, 1, c.window().height(), c.window().width(), c.outChannels())
              : TensorType.of(
                  weights,
                  c.outChannels(),
                  c.window().height(),
                  c.window().width(),
                  c.inChannels());
      attributes =
          String.format(
              "k%dx%ds%dp%dg%d w=%s",
              c.window().height(),
              c.window().width(),
              c.window().strideHeight(),
              c.window().top(),
              c.groups(),
              filter);
    } else if (operator instanceof Linear linear) {
      attributes =
          "w=" + TensorType.of(call.result().element(), linear.outFeatures(), linear.inFeatures());
    } else if (operator instanceof MaxPool pool) {
      attributes = String.format("pool%ss%d", pool.window().size(), pool.window().strideHeight());
    } else if (operator instanceof Permute permute) {
      attributes =
          "perm" + permute.order().stream().map(Object::toString).collect(Collectors.joining("-"));
    } else if (operator instanceof Unary unary && unary.function() == UnaryFunction.CLAMP) {
      attributes = "clamp[0.0,1.0]";
    }
    boolean clamped = operator instanceof Clampable clampable && clampable.clamped();
    return (attributes + (clamped ? " clamp[0,+inf]" : "")).strip();
  }

  /** Operands, parameters and results of a portable kernel, as its arguments list them. */
  private static List<TensorType> portableTensors(KernelCall call) {
    Operator operator = call.operator();
    TensorType result = call.result();
    List<TensorType> tensors = new ArrayList<>(call.operands());
    if (operator instanceof Concat) {
      tensors.clear(); // passed as a list, which the listings leave out
    } else if (operator instanceof Gather) {
      tensors.subList(1, tensors.size()).clear(); // the indices too
    }
    if (operator instanceof BatchNorm norm) {
      TensorType statistics = result.with(Shape.of(norm.channels()));
      tensors.addAll(List.of(statistics, statistics, statistics, statistics));
      tensors.addAll(List.of(result, result.with(Shape.of(0)), result.with(Shape.of(0))));
    } else if (operator instanceof GroupNorm norm) {
      TensorType weights = result.with(Shape.of(norm.channels()));
      TensorType statistics = result.with(Shape.of(result.shape().dim(0), norm.groups()));
      tensors.addAll(List.of(weights, weights, result, statistics, statistics));
    } else if (operator instanceof LayerNorm norm) {
      TensorType weights = result.with(Shape.of(norm.width()));
      TensorType statistics = result.with(result.shape().with(-1, 1));
      tensors.addAll(List.of(weights, weights, result, statistics, statistics));
    } else if (operator instanceof Reduce reduce && reduce.function() != Function.SUM) {
      tensors.addAll(List.of(result, result.with(ElementType.S64)));
    } else {
      tensors.addAll(List.of(result, result)); // as an argument, and as what is returned
    }
    return tensors;
  }
}
