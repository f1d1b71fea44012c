package io.tilewise.importer.onnx;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes ONNX models, field by field, with weights of zeros. */
final class OnnxBytes {
  static final int FLOAT = 1;
  static final int INT8 = 3;
  static final int INT32 = 6;
  static final int INT64 = 7;
  static final int FLOAT16 = 10;

  private final ByteArrayOutputStream graph = new ByteArrayOutputStream();
  private final int opset;

  OnnxBytes(int opset) {
    this.opset = opset;
    text(graph, 2, "network");
  }

  private interface Writer {
    void write(CodedOutputStream out) throws IOException;
  }

  private static void write(ByteArrayOutputStream into, Writer writer) {
    try {
      CodedOutputStream out = CodedOutputStream.newInstance(into);
      writer.write(out);
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void text(ByteArrayOutputStream into, int field, String text) {
    write(into, out -> out.writeString(field, text));
  }

  private static void number(ByteArrayOutputStream into, int field, long number) {
    write(into, out -> out.writeInt64(field, number));
  }

  private static void message(ByteArrayOutputStream into, int field, ByteArrayOutputStream part) {
    write(into, out -> out.writeByteArray(field, part.toByteArray()));
  }

  /** A dimension is a number, or a name for an open one. */
  OnnxBytes input(String name, int type, Object... dims) {
    message(graph, 11, valueInfo(name, type, dims));
    return this;
  }

  OnnxBytes output(String name, int type, Object... dims) {
    message(graph, 12, valueInfo(name, type, dims));
    return this;
  }

  OnnxBytes declared(String name, int type, Object... dims) {
    message(graph, 13, valueInfo(name, type, dims));
    return this;
  }

  private static ByteArrayOutputStream valueInfo(String name, int type, Object... dims) {
    ByteArrayOutputStream shape = new ByteArrayOutputStream();
    for (Object dim : dims) {
      ByteArrayOutputStream one = new ByteArrayOutputStream();
      if (dim instanceof String open) {
        text(one, 2, open);
      } else {
        number(one, 1, ((Number) dim).longValue());
      }
      message(shape, 1, one);
    }
    ByteArrayOutputStream tensor = new ByteArrayOutputStream();
    number(tensor, 1, type);
    message(tensor, 2, shape);
    ByteArrayOutputStream kind = new ByteArrayOutputStream();
    message(kind, 1, tensor);
    ByteArrayOutputStream info = new ByteArrayOutputStream();
    text(info, 1, name);
    message(info, 2, kind);
    return info;
  }

  /** A tensor of zeros. */
  OnnxBytes weights(String name, int type, long... dims) {
    int width = type == INT64 ? 8 : type == INT8 ? 1 : type == FLOAT16 ? 2 : 4;
    long elements = 1;
    for (long dim : dims) {
      elements *= dim;
    }
    message(graph, 5, tensor(name, type, new byte[Math.toIntExact(elements * width)], dims));
    return this;
  }

  /** A tensor whose data lies in a file that is not there. */
  OnnxBytes external(String name, int type, long... dims) {
    ByteArrayOutputStream tensor = tensor(name, type, new byte[0], dims);
    number(tensor, 14, 1);
    message(graph, 5, tensor);
    return this;
  }

  OnnxBytes ints(String name, long... values) {
    ByteBuffer raw = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (long value : values) {
      raw.putLong(value);
    }
    message(graph, 5, tensor(name, INT64, raw.array(), values.length));
    return this;
  }

  OnnxBytes scalar(String name, long value) {
    ByteBuffer raw = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value);
    message(graph, 5, tensor(name, INT64, raw.array()));
    return this;
  }

  OnnxBytes floats(String name, float... values) {
    ByteBuffer raw = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      raw.putFloat(value);
    }
    message(graph, 5, tensor(name, FLOAT, raw.array(), values.length));
    return this;
  }

  /** Half-precision numbers by their bits. */
  OnnxBytes halves(String name, int... bits) {
    ByteBuffer raw = ByteBuffer.allocate(2 * bits.length).order(ByteOrder.LITTLE_ENDIAN);
    for (int half : bits) {
      raw.putShort((short) half);
    }
    message(graph, 5, tensor(name, FLOAT16, raw.array(), bits.length));
    return this;
  }

  /** A Constant node. */
  OnnxBytes constant(String name, float value) {
    return node("Constant", "", name, with("value_float", value));
  }

  private static ByteArrayOutputStream tensor(String name, int type, byte[] raw, long... dims) {
    ByteArrayOutputStream tensor = new ByteArrayOutputStream();
    for (long dim : dims) {
      number(tensor, 1, dim);
    }
    number(tensor, 2, type);
    text(tensor, 8, name);
    write(tensor, out -> out.writeByteArray(9, raw));
    return tensor;
  }

  /** An attribute as {@link #node} takes them: a name and a number, text, or list of numbers. */
  record Attribute(String name, Object value) {}

  static Attribute with(String name, Object value) {
    return new Attribute(name, value);
  }

  /** A node; inputs and outputs are separated by spaces, and {@code -} is one left out. */
  OnnxBytes node(String type, String inputs, String outputs, Attribute... attributes) {
    ByteArrayOutputStream node = new ByteArrayOutputStream();
    names(node, 1, inputs);
    names(node, 2, outputs);
    String[] domainAndType = type.split("/", -1);
    text(node, 4, domainAndType[domainAndType.length - 1]);
    if (domainAndType.length > 1) {
      text(node, 7, domainAndType[0]);
    }
    for (Attribute attribute : attributes) {
      message(node, 5, attribute(attribute));
    }
    message(graph, 1, node);
    return this;
  }

  private static void names(ByteArrayOutputStream node, int field, String names) {
    if (names.isEmpty()) {
      return;
    }
    for (String name : names.split(" ", -1)) {
      text(node, field, name.equals("-") ? "" : name);
    }
  }

  private static ByteArrayOutputStream attribute(Attribute attribute) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    text(out, 1, attribute.name());
    Object value = attribute.value();
    if (value instanceof Integer number) {
      number(out, 3, number);
      number(out, 20, 2);
    } else if (value instanceof Float real) {
      write(out, o -> o.writeFloat(2, real));
      number(out, 20, 1);
    } else if (value instanceof String text) {
      write(out, o -> o.writeByteArray(4, text.getBytes(StandardCharsets.UTF_8)));
      number(out, 20, 3);
    } else {
      for (Object item : (List<?>) value) {
        number(out, 8, ((Number) item).longValue());
      }
      number(out, 20, 7);
    }
    return out;
  }

  byte[] bytes() {
    ByteArrayOutputStream model = new ByteArrayOutputStream();
    number(model, 1, 8);
    message(model, 7, graph);
    ByteArrayOutputStream set = new ByteArrayOutputStream();
    text(set, 1, "");
    number(set, 2, opset);
    message(model, 8, set);
    return model.toByteArray();
  }
}
