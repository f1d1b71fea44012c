package io.tilewise.importer.binary;

import com.google.flatbuffers.Table;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A table of a FlatBuffers file, read by field number.
 *
 * <p>The library's {@link Table} finds fields and follows references; here are the checks that it
 * leaves to the bounds of the buffer, so that a damaged file ends in a message with the byte. There
 * is no generated code: the readers need a dozen fields of schemas that grow with every release,
 * and field numbers of a schema never change.
 */
public final class FlatTable extends Table {
  private static final int SLOTS = 4;
  private static final int MOST_TEXT = 10_000;

  /** Characters that count as one element read. */
  private static final int TEXT_PER_ELEMENT = 16;

  private final BinaryFile file;
  private final String what;

  private FlatTable(BinaryFile file, long position, String what) {
    this.file = file;
    this.what = what;
    file.spend(1, position);
    file.require(position, Integer.BYTES, what);
    long vtable = position - file.buffer().getInt((int) position);
    int size = file.uint16(vtable, "the fields of " + what);
    if (size < SLOTS || size % 2 != 0 || size > Short.MAX_VALUE) {
      throw file.error(vtable, "the list of fields of " + what + " has " + size + " bytes");
    }
    file.require(vtable, size, "the fields of " + what);
    __reset((int) position, file.buffer());
  }

  /**
   * The table that the file begins with.
   *
   * @param start where the reference to it stands: 0, or 4 if the size stands before it
   */
  public static FlatTable root(BinaryFile file, int start, String what) {
    return new FlatTable(file, start + file.uint32(start, "the reference to " + what), what);
  }

  /** Where it is, for errors. */
  public ImportException error(String message) {
    return file.error(bb_pos, what + ": " + message);
  }

  /**
   * Counts elements that are looked at again, which a damaged file may ask for without end.
   *
   * @throws ImportException if it is too much
   */
  public void spend(long elements) {
    file.spend(elements, bb_pos);
  }

  private Optional<Integer> position(int field, int bytes) {
    int offset = __offset(SLOTS + 2 * field);
    if (offset == 0) {
      return Optional.empty();
    }
    long position = (long) bb_pos + Short.toUnsignedInt((short) offset);
    file.require(position, bytes, "field " + field + " of " + what);
    return Optional.of((int) position);
  }

  /** A number of 1 byte without sign; 0 if left out. */
  public int uint8(int field) {
    return position(field, 1).map(p -> Byte.toUnsignedInt(bb.get(p))).orElse(0);
  }

  /** A number of 2 bytes; 0 if left out. */
  public int int16(int field) {
    return position(field, 2).map(p -> (int) bb.getShort(p)).orElse(0);
  }

  /** A number of 4 bytes; 0 if left out. */
  public int int32(int field) {
    return position(field, 4).map(p -> bb.getInt(p)).orElse(0);
  }

  /** A number of 4 bytes without sign; 0 if left out. */
  public long uint32(int field) {
    return position(field, 4).map(p -> Integer.toUnsignedLong(bb.getInt(p))).orElse(0L);
  }

  /** A number of 4 bytes without sign that must be small, such as a size. */
  public int size(int field, String name) {
    long value = uint32(field);
    if (value > Integer.MAX_VALUE) {
      throw error(name + " is " + value);
    }
    return (int) value;
  }

  /** A number of 8 bytes; 0 if left out. */
  public long int64(int field) {
    return position(field, 8).map(p -> bb.getLong(p)).orElse(0L);
  }

  /** A floating-point number of 4 bytes; 0 if left out. */
  public float float32(int field) {
    return position(field, 4).map(p -> bb.getFloat(p)).orElse(0f);
  }

  private Optional<Long> target(int field) {
    return position(field, 4).map(p -> p + Integer.toUnsignedLong(bb.getInt(p)));
  }

  /** Another table, which must be there. */
  public FlatTable table(int field, String name) {
    return optionalTable(field, name).orElseThrow(() -> error(name + " is missing"));
  }

  /** Another table, if it is there. */
  public Optional<FlatTable> optionalTable(int field, String name) {
    return target(field).map(position -> new FlatTable(file, position, name));
  }

  /** Text; empty if left out. */
  public String text(int field, String name) {
    Vector vector = vector(field, 1, name, TEXT_PER_ELEMENT);
    if (vector.length() > MOST_TEXT) {
      throw error(name + " has " + vector.length() + " characters; at most " + MOST_TEXT);
    }
    byte[] text = new byte[vector.length()];
    bb.get(vector.start(), text);
    return new String(text, StandardCharsets.UTF_8);
  }

  /** Whether the field is there. */
  public boolean has(int field) {
    return __offset(SLOTS + 2 * field) != 0;
  }

  /** Tables; none if left out. */
  public List<FlatTable> tables(int field, String name) {
    Vector vector = vector(field, Integer.BYTES, name);
    List<FlatTable> all = new ArrayList<>();
    for (int i = 0; i < vector.length(); i++) {
      int at = vector.start() + i * Integer.BYTES;
      long position = at + Integer.toUnsignedLong(bb.getInt(at));
      all.add(new FlatTable(file, position, name + " " + i));
    }
    return all;
  }

  /** Numbers of 4 bytes; none if left out. */
  public List<Integer> ints(int field, String name) {
    Vector vector = vector(field, Integer.BYTES, name);
    List<Integer> all = new ArrayList<>();
    for (int i = 0; i < vector.length(); i++) {
      all.add(bb.getInt(vector.start() + i * Integer.BYTES));
    }
    return all;
  }

  /** Numbers of 8 bytes; none if left out. */
  public List<Long> longs(int field, String name) {
    Vector vector = vector(field, Long.BYTES, name);
    List<Long> all = new ArrayList<>();
    for (int i = 0; i < vector.length(); i++) {
      all.add(bb.getLong(vector.start() + i * Long.BYTES));
    }
    return all;
  }

  /** Numbers of 1 byte; none if left out. */
  public List<Integer> uint8s(int field, String name) {
    Vector vector = vector(field, 1, name);
    List<Integer> all = new ArrayList<>();
    for (int i = 0; i < vector.length(); i++) {
      all.add(Byte.toUnsignedInt(bb.get(vector.start() + i)));
    }
    return all;
  }

  /** Bytes, which are not copied. */
  public BinaryFile bytes(int field, String name) {
    long position = target(field).orElseThrow(() -> error(name + " is missing"));
    long length = file.uint32(position, name);
    return file.part(position + Integer.BYTES, length, name);
  }

  private record Vector(int start, int length) {}

  private Vector vector(int field, int elementSize, String name) {
    return vector(field, elementSize, name, 1);
  }

  private Vector vector(int field, int elementSize, String name, int cheapness) {
    Optional<Long> target = target(field);
    if (target.isEmpty()) {
      return new Vector(0, 0);
    }
    long position = target.get();
    long length = file.uint32(position, name);
    file.require(position + Integer.BYTES, length * elementSize, name);
    file.spend(length / cheapness, position);
    return new Vector((int) position + Integer.BYTES, (int) length);
  }
}
