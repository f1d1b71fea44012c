package io.tilewise.importer.onnx;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import io.tilewise.importer.binary.ImportException;
import io.tilewise.importer.binary.RegularFile;
import io.tilewise.importer.onnx.OnnxModel.Attribute;
import io.tilewise.importer.onnx.OnnxModel.Dimension;
import io.tilewise.importer.onnx.OnnxModel.Node;
import io.tilewise.importer.onnx.OnnxModel.Tensor;
import io.tilewise.importer.onnx.OnnxModel.ValueInfo;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads ONNX files: protobuf's wire format, by the field numbers of {@code onnx.proto}. Weights are
 * skipped, so a file of any size takes little memory; external data files need not be there.
 */
final class OnnxReader {
  private static final int MOST_NODES = 20_000;
  private static final int MOST_TEXT = 10_000;

  /** Names, numbers in lists and tensors; a file that has more is no network. */
  private static final int MOST_THINGS = 5_000_000;

  /** Constants that shapes are computed from are small. */
  private static final int MOST_VALUES = 4096;

  private static final int EXTERNAL = 1;

  private final String file;
  private final CodedInputStream in;
  private int things;

  private long opset;
  private boolean hasGraph;
  private final List<Node> nodes = new ArrayList<>();
  private final Map<String, Tensor> initializers = new LinkedHashMap<>();
  private final List<ValueInfo> inputs = new ArrayList<>();
  private final List<String> outputs = new ArrayList<>();
  private final Map<String, ValueInfo> declared = new HashMap<>();

  private OnnxReader(String file, CodedInputStream in) {
    this.file = file;
    this.in = in;
  }

  /** Reads a file. */
  static OnnxModel read(Path path, String name) {
    RegularFile.require(path, name);
    try (InputStream stream = Files.newInputStream(path)) {
      return read(stream, name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads bytes. */
  static OnnxModel read(InputStream stream, String name) throws IOException {
    OnnxReader reader = new OnnxReader(name, CodedInputStream.newInstance(stream));
    try {
      return reader.model();
    } catch (InvalidProtocolBufferException e) {
      throw reader.error("the file is damaged, or no ONNX file: " + e.getMessage());
    }
  }

  private ImportException error(String message) {
    return new ImportException(file, "byte " + in.getTotalBytesRead(), message);
  }

  private OnnxModel model() throws IOException {
    fields(
        field -> {
          switch (field) {
            case 7 -> graph();
            case 8 -> operatorSet();
            default -> {
              return false;
            }
          }
          return true;
        });
    if (!hasGraph) {
      throw new ImportException(file, "", "the file holds no network; is it an ONNX file?");
    }
    inputs.removeIf(input -> initializers.containsKey(input.name()));
    return new OnnxModel(file, opset, nodes, initializers, inputs, outputs, declared);
  }

  /** Reads a field's value, or says that it does not want it. */
  private interface FieldReader {
    boolean read(int field) throws IOException;
  }

  /** Reads fields up to the current limit or the end. */
  private void fields(FieldReader reader) throws IOException {
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      spend(1);
      if (WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_START_GROUP
          || WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_END_GROUP) {
        throw error(
            "the file is damaged, or no ONNX file: it has fields of a kind that ONNX does not use");
      }
      wireType = WireFormat.getTagWireType(tag);
      if (!reader.read(WireFormat.getTagFieldNumber(tag))) {
        skip(WireFormat.getTagWireType(tag));
      }
    }
  }

  private int wireType;

  private void skip(int type) throws IOException {
    switch (type) {
      case WireFormat.WIRETYPE_VARINT -> in.readRawVarint64();
      case WireFormat.WIRETYPE_FIXED64 -> in.skipRawBytes(8);
      case WireFormat.WIRETYPE_FIXED32 -> in.skipRawBytes(4);
      default -> in.skipRawBytes(length());
    }
  }

  private int length() throws IOException {
    int length = in.readRawVarint32();
    if (length < 0) {
      throw error("a length is negative");
    }
    return length;
  }

  private void expect(int type) {
    if (wireType != type) {
      throw error("a field has another wire type than ONNX gives it");
    }
  }

  /** A message within the current one. */
  private void message(FieldReader reader) throws IOException {
    expect(WireFormat.WIRETYPE_LENGTH_DELIMITED);
    int limit = in.pushLimit(length());
    fields(reader);
    in.popLimit(limit);
  }

  private String text() throws IOException {
    expect(WireFormat.WIRETYPE_LENGTH_DELIMITED);
    int length = length();
    if (length > MOST_TEXT) {
      throw error("a name has " + length + " characters; at most " + MOST_TEXT);
    }
    return new String(in.readRawBytes(length), StandardCharsets.UTF_8);
  }

  private long number() throws IOException {
    expect(WireFormat.WIRETYPE_VARINT);
    return in.readRawVarint64();
  }

  /** Numbers one by one, or packed. */
  private void numbers(List<Long> into) throws IOException {
    if (wireType == WireFormat.WIRETYPE_VARINT) {
      into.add(in.readRawVarint64());
      return;
    }
    expect(WireFormat.WIRETYPE_LENGTH_DELIMITED);
    int limit = in.pushLimit(length());
    while (!in.isAtEnd()) {
      spend(1);
      into.add(in.readRawVarint64());
    }
    in.popLimit(limit);
  }

  private void spend(int count) {
    things += count;
    if (things > MOST_THINGS) {
      throw error("the file says more than " + MOST_THINGS + " things; it is no network");
    }
  }

  private void operatorSet() throws IOException {
    String[] domain = {""};
    long[] version = {0};
    message(
        field -> {
          switch (field) {
            case 1 -> domain[0] = text();
            case 2 -> version[0] = number();
            default -> {
              return false;
            }
          }
          return true;
        });
    if (isStandard(domain[0])) {
      opset = version[0];
    }
  }

  private static boolean isStandard(String domain) {
    return domain.isEmpty() || domain.equals("ai.onnx");
  }

  private void graph() throws IOException {
    if (hasGraph) {
      throw error("the file holds two networks");
    }
    hasGraph = true;
    message(
        field -> {
          switch (field) {
            case 1 -> node();
            case 5 -> {
              Tensor tensor = tensor();
              initializers.put(tensor.name(), tensor);
            }
            case 11 -> {
              ValueInfo info = valueInfo();
              inputs.add(info);
              declared.put(info.name(), info);
            }
            case 12 -> {
              ValueInfo info = valueInfo();
              outputs.add(info.name());
              declared.put(info.name(), info);
            }
            case 13 -> {
              ValueInfo info = valueInfo();
              declared.put(info.name(), info);
            }
            case 15 -> throw error("sparse initializers are not supported; export dense ones");
            default -> {
              return false;
            }
          }
          return true;
        });
  }

  private void node() throws IOException {
    if (nodes.size() >= MOST_NODES) {
      throw error("the network has more than " + MOST_NODES + " nodes");
    }
    List<String> read = new ArrayList<>();
    List<String> computed = new ArrayList<>();
    Map<String, Attribute> attributes = new HashMap<>();
    String[] texts = {"", "", ""};
    message(
        field -> {
          switch (field) {
            case 1 -> read.add(text());
            case 2 -> computed.add(text());
            case 3 -> texts[0] = text();
            case 4 -> texts[1] = text();
            case 5 -> attribute(attributes);
            case 7 -> texts[2] = text();
            default -> {
              return false;
            }
          }
          return true;
        });
    String type = isStandard(texts[2]) ? texts[1] : texts[2] + "." + texts[1];
    nodes.add(
        new Node(
            nodes.size(), texts[0], type, List.copyOf(read), List.copyOf(computed), attributes));
  }

  private void attribute(Map<String, Attribute> into) throws IOException {
    String[] name = {""};
    List<Long> list = new ArrayList<>();
    Long[] number = {null};
    Double[] real = {null};
    String[] text = {null};
    Tensor[] tensor = {null};
    message(
        field -> {
          switch (field) {
            case 1 -> name[0] = text();
            case 2 -> {
              expect(WireFormat.WIRETYPE_FIXED32);
              real[0] = (double) in.readFloat();
            }
            case 3 -> number[0] = number();
            case 4 -> {
              expect(WireFormat.WIRETYPE_LENGTH_DELIMITED);
              int length = length();
              if (length > MOST_TEXT) {
                in.skipRawBytes(length);
              } else {
                text[0] = new String(in.readRawBytes(length), StandardCharsets.UTF_8);
              }
            }
            case 5 -> tensor[0] = tensor();
            case 8 -> numbers(list);
            default -> {
              return false;
            }
          }
          return true;
        });
    into.put(
        name[0],
        new Attribute(
            Optional.ofNullable(number[0]),
            Optional.ofNullable(real[0]),
            Optional.ofNullable(text[0]),
            List.copyOf(list),
            Optional.ofNullable(tensor[0])));
  }

  private ValueInfo valueInfo() throws IOException {
    String[] name = {""};
    int[] dataType = {0};
    List<Dimension> dims = new ArrayList<>();
    boolean[] known = {false};
    message(
        field -> {
          if (field == 1) {
            name[0] = text();
            return true;
          }
          if (field != 2) {
            return false;
          }
          message(
              kind -> {
                if (kind != 1) {
                  return false;
                }
                message(
                    part -> {
                      if (part == 1) {
                        dataType[0] = (int) number();
                        return true;
                      }
                      if (part != 2) {
                        return false;
                      }
                      known[0] = true;
                      message(
                          dim -> {
                            if (dim != 1) {
                              return false;
                            }
                            dims.add(dimension());
                            return true;
                          });
                      return true;
                    });
                return true;
              });
          return true;
        });
    return new ValueInfo(
        name[0], dataType[0], known[0] ? Optional.of(List.copyOf(dims)) : Optional.empty());
  }

  private Dimension dimension() throws IOException {
    Long[] size = {null};
    String[] name = {null};
    message(
        field -> {
          switch (field) {
            case 1 -> size[0] = number();
            case 2 -> name[0] = text();
            default -> {
              return false;
            }
          }
          return true;
        });
    return new Dimension(
        Optional.ofNullable(size[0]), Optional.ofNullable(name[0]).filter(n -> !n.isEmpty()));
  }

  /** The parts of a tensor, while it is read. */
  private static final class TensorParts {
    private final List<Long> dims = new ArrayList<>();
    private final List<Double> values = new ArrayList<>();
    private String name = "";
    private int dataType;
    private byte[] raw = new byte[0];
    private boolean complete = true;
  }

  private Tensor tensor() throws IOException {
    TensorParts parts = new TensorParts();
    message(
        field -> {
          switch (field) {
            case 1 -> numbers(parts.dims);
            case 2 -> parts.dataType = (int) number();
            case 4 -> values(parts, 4);
            case 5, 7, 11 -> values(parts, 0);
            case 8 -> parts.name = text();
            case 9 -> raw(parts);
            case 10 -> values(parts, 8);
            case 14 -> parts.complete &= number() != EXTERNAL;
            default -> {
              return false;
            }
          }
          return true;
        });
    return new Tensor(parts.name, List.copyOf(parts.dims), parts.dataType, values(parts));
  }

  /**
   * Elements in fields of their own.
   *
   * @param width bytes of each, 0 for varints
   */
  private void values(TensorParts parts, int width) throws IOException {
    if (wireType != WireFormat.WIRETYPE_LENGTH_DELIMITED) {
      value(parts, width);
      return;
    }
    int length = length();
    if (length > MOST_VALUES * Long.BYTES) {
      parts.complete = false;
      in.skipRawBytes(length);
      return;
    }
    int limit = in.pushLimit(length);
    while (!in.isAtEnd()) {
      spend(1);
      value(parts, width);
    }
    in.popLimit(limit);
  }

  private void value(TensorParts parts, int width) throws IOException {
    double value =
        switch (width) {
          case 4 -> in.readFloat();
          case 8 -> in.readDouble();
          default -> in.readRawVarint64();
        };
    if (parts.values.size() < MOST_VALUES) {
      parts.values.add(value);
    } else {
      parts.complete = false;
    }
  }

  private void raw(TensorParts parts) throws IOException {
    expect(WireFormat.WIRETYPE_LENGTH_DELIMITED);
    int length = length();
    if (length > MOST_VALUES * Long.BYTES) {
      parts.complete = false;
      in.skipRawBytes(length);
    } else {
      parts.raw = in.readRawBytes(length);
    }
  }

  /** The elements, if all are there. */
  private static Optional<double[]> values(TensorParts parts) {
    double elements = parts.dims.stream().mapToDouble(Long::doubleValue).reduce(1, (a, b) -> a * b);
    if (!parts.complete || elements > MOST_VALUES || elements < 0) {
      return Optional.empty();
    }
    int count = (int) elements;
    if (parts.values.size() == count) {
      boolean half = parts.dataType == OnnxModel.FLOAT16;
      return Optional.of(
          parts.values.stream().mapToDouble(v -> half ? half(v.intValue()) : v).toArray());
    }
    int width =
        switch (parts.dataType) {
          case OnnxModel.FLOAT, OnnxModel.INT32 -> 4;
          case OnnxModel.INT64, OnnxModel.DOUBLE -> 8;
          case OnnxModel.BOOL -> 1;
          case OnnxModel.FLOAT16 -> 2;
          default -> 0;
        };
    if (width == 0 || parts.raw.length != count * width) {
      return Optional.empty();
    }
    ByteBuffer bytes = ByteBuffer.wrap(parts.raw).order(ByteOrder.LITTLE_ENDIAN);
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] =
          switch (parts.dataType) {
            case OnnxModel.FLOAT -> bytes.getFloat();
            case OnnxModel.INT32 -> bytes.getInt();
            case OnnxModel.INT64 -> bytes.getLong();
            case OnnxModel.DOUBLE -> bytes.getDouble();
            case OnnxModel.FLOAT16 -> half(bytes.getShort());
            default -> bytes.get();
          };
    }
    return Optional.of(values);
  }

  /** A half-precision number (IEEE 754 binary16) by its lower 16 bits. */
  private static double half(int bits) {
    int exponent = bits >> 10 & 0x1f;
    int fraction = bits & 0x3ff;
    double magnitude =
        switch (exponent) {
          case 0 -> Math.scalb((double) fraction, -24);
          case 0x1f -> fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
          default -> Math.scalb((double) (fraction + 0x400), exponent - 25);
        };
    return (bits & 0x8000) == 0 ? magnitude : -magnitude;
  }
}
