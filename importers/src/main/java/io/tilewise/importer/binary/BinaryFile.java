package io.tilewise.importer.binary;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * A part of a binary file, little endian, that cannot be read beyond its ends. Maps the file, so
 * that weights that nobody looks at take no memory.
 *
 * <p>A budget bounds the work: a sound file is read about once, while a hostile one may refer to
 * the same bytes again and again.
 */
public final class BinaryFile {
  /** Elements that may be read of a small file too. */
  private static final long LEAST_BUDGET = 1_000_000;

  /** Elements that may be read of a large file; most of such a file is weights. */
  private static final long MOST_BUDGET = 10_000_000;

  private final String name;
  private final ByteBuffer bytes;
  private final long start;
  private final Budget budget;

  /** What may still be read. */
  private static final class Budget {
    private long left;

    Budget(long left) {
      this.left = left;
    }
  }

  private BinaryFile(String name, ByteBuffer bytes, long start, Budget budget) {
    this.name = name;
    this.bytes = bytes.order(ByteOrder.LITTLE_ENDIAN);
    this.start = start;
    this.budget = budget;
  }

  /**
   * A whole file.
   *
   * @param name what the user calls it
   * @throws ImportException if it is larger than 2 GiB, or no regular file
   * @throws UncheckedIOException if it cannot be read
   */
  public static BinaryFile open(Path file, String name) {
    RegularFile.require(file, name);
    try (FileChannel channel = FileChannel.open(file)) {
      long size = channel.size();
      if (size > Integer.MAX_VALUE) {
        throw new ImportException(
            name, "", "the file has " + size + " bytes; at most " + Integer.MAX_VALUE + " can be");
      }
      return of(name, channel.map(FileChannel.MapMode.READ_ONLY, 0, size));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Bytes that are at hand already. */
  public static BinaryFile of(String name, ByteBuffer bytes) {
    long budget = Math.min(Math.max(LEAST_BUDGET, bytes.remaining()), MOST_BUDGET);
    return new BinaryFile(name, bytes.slice(), 0, new Budget(budget));
  }

  /** What the user calls the file. */
  public String name() {
    return name;
  }

  /** How many bytes this part has. */
  public int size() {
    return bytes.limit();
  }

  /** A part of this part. */
  public BinaryFile part(long from, long length, String what) {
    if (from < 0 || length < 0 || from > size() || length > size() - from) {
      throw error(
          0, what + " is at " + (start + from) + " with " + length + " bytes, which is outside");
    }
    return new BinaryFile(name, bytes.slice((int) from, (int) length), start + from, budget);
  }

  /** The bytes, for a library that reads them. */
  ByteBuffer buffer() {
    return bytes;
  }

  /** Whether the text stands there. */
  public boolean has(int position, String text) {
    if (position < 0 || text.length() > size() - position) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (bytes.get(position + i) != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** A whole number of 2 bytes without sign. */
  public int uint16(long position, String what) {
    require(position, Short.BYTES, what);
    return Short.toUnsignedInt(bytes.getShort((int) position));
  }

  /** A whole number of 4 bytes without sign. */
  public long uint32(long position, String what) {
    require(position, Integer.BYTES, what);
    return Integer.toUnsignedLong(bytes.getInt((int) position));
  }

  /** A whole number of 8 bytes, at most 2^63 - 1. */
  public long uint63(long position, String what) {
    require(position, Long.BYTES, what);
    long value = bytes.getLong((int) position);
    if (value < 0) {
      throw error(position, what + " is " + Long.toUnsignedString(value) + ", which is outside");
    }
    return value;
  }

  /** Refuses to read what is not there. */
  void require(long position, long length, String what) {
    if (position < 0 || length < 0 || position > size() || length > size() - position) {
      throw error(
          Math.min(Math.max(position, 0), size()),
          what + " needs " + length + " bytes, but the file (or this part of it) ends before");
    }
  }

  /** Counts elements that are read. */
  void spend(long elements, long position) {
    budget.left -= elements;
    if (budget.left < 0) {
      throw error(position, "the file says too much, or the same again and again; it is damaged");
    }
  }

  /** An error at a byte. */
  public ImportException error(long position, String message) {
    return new ImportException(name, "byte " + (start + position), message);
  }
}
