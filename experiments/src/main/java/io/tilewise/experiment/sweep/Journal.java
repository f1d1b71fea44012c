package io.tilewise.experiment.sweep;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * The points of a sweep that are finished, in a file that survives: a sweep that was killed goes on
 * from it.
 *
 * <p>The first line names the sweep by a checksum; then comes a line per point in the order in
 * which they finish, {@link PointOutcome#line()} with a CRC-32C behind it. Lines are only ever
 * appended, several at a time by one write. What a crash leaves of a last write, and everything
 * behind a line that is damaged, is cut off when the journal is opened again; those points are
 * computed anew.
 *
 * <p>Every {@link #SYNC_EVERY} points, and at the end, what was written is forced to the disk, so
 * that a power loss costs no more than those points. A killed process loses at most the blocks that
 * its threads were at.
 */
final class Journal implements Closeable {
  /** Its name in the folder of the sweep's results. */
  static final String NAME = "sweep.journal";

  /** Points between two times that the file is forced to the disk. */
  static final int SYNC_EVERY = 4096;

  private static final String KIND = "tilewise sweep journal 1";
  private static final int BUFFER = 1 << 16;

  private final Path file;
  private final FileChannel channel;
  private final FileLock lock;
  private final BitSet done = new BitSet();

  /** Where the line of a point begins; -1 if there is none. */
  private final long[] offsets;

  private long end;
  private int unforced;

  private Journal(Path file, FileChannel channel, FileLock lock, int points) {
    this.file = file;
    this.channel = channel;
    this.lock = lock;
    this.offsets = new long[points];
    Arrays.fill(offsets, -1);
  }

  /**
   * Opens the journal in a folder, or begins one.
   *
   * @param identity checksum of what the outcomes follow from
   * @param points how many points the sweep has
   * @throws JournalException if it is of another sweep, or another process writes it
   */
  static Journal open(Path folder, String identity, int points) {
    Path file = folder.resolve(NAME);
    try {
      FileChannel channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      try {
        Journal journal = new Journal(file, channel, lock(channel, folder), points);
        journal.begin(KIND + '\t' + identity + '\t' + points);
        return journal;
      } catch (IOException | RuntimeException e) {
        channel.close();
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static FileLock lock(FileChannel channel, Path folder) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return lock;
      }
    } catch (OverlappingFileLockException e) {
      // Said below: this process has it already.
    }
    throw new JournalException(
        "another process is at work on a sweep in "
            + folder
            + "; wait for it, or name another"
            + " folder with --out");
  }

  private void begin(String header) throws IOException {
    Lines lines = new Lines(0);
    String found = lines.next();
    if (found == null) {
      if (channel.size() > BUFFER) {
        throw new JournalException(file + " is no journal of a sweep; move it away");
      }
      channel.truncate(0);
      byte[] line = checked(header);
      write(ByteBuffer.wrap(line));
      channel.force(true);
      forceFolders();
      return;
    }
    if (!found.equals(header)) {
      throw new JournalException(
          found.startsWith(KIND + '\t')
              ? file
                  + " is the journal of another sweep that was not finished: the files, changes or"
                  + " the version of Tilewise are not the same; name another folder with --out, or"
                  + " throw its points away with --restart"
              : file + " is no journal of a sweep; move it away");
    }
    long sound = lines.position();
    for (String line = lines.next(); line != null; line = lines.next()) {
      int point = Integer.parseInt(line.substring(0, line.indexOf('\t')));
      if (point < 0 || point >= offsets.length) {
        break;
      }
      if (!done.get(point)) {
        offsets[point] = sound;
        done.set(point);
      }
      sound = lines.position();
    }
    channel.truncate(sound);
    end = sound;
  }

  /**
   * The name of a new file is on the disk only when its folder is, and that only when the one above
   * is: any of them may be as new. Not every system can do that.
   */
  private void forceFolders() {
    for (Path at = file.toAbsolutePath().getParent(); at != null; at = at.getParent()) {
      try (FileChannel folder = FileChannel.open(at)) {
        folder.force(true);
      } catch (IOException e) {
        // Windows cannot open a folder, and some are not ours; there the system sees to it.
        return;
      }
    }
  }

  /** The points that are finished. */
  synchronized BitSet done() {
    return (BitSet) done.clone();
  }

  /**
   * Adds outcomes.
   *
   * @throws UncheckedIOException if they cannot be written, as on a full disk
   */
  synchronized void append(List<PointOutcome> outcomes) {
    try {
      byte[][] lines = outcomes.stream().map(o -> checked(o.line())).toArray(byte[][]::new);
      ByteBuffer all = ByteBuffer.allocate(Arrays.stream(lines).mapToInt(l -> l.length).sum());
      long next = end;
      for (int i = 0; i < lines.length; i++) {
        all.put(lines[i]);
        int point = outcomes.get(i).point();
        if (!done.get(point)) {
          offsets[point] = next;
        }
        next += lines[i].length;
      }
      write(all.flip());
      outcomes.forEach(outcome -> done.set(outcome.point()));
      unforced += lines.length;
      if (unforced >= SYNC_EVERY) {
        force();
      }
    } catch (IOException e) {
      throw cannotWrite(e);
    }
  }

  private UncheckedIOException cannotWrite(IOException cause) {
    return new UncheckedIOException(
        "cannot write "
            + file
            + ": "
            + cause.getMessage()
            + "; the points that are in it are kept: make room, and the same command goes on",
        cause);
  }

  private void write(ByteBuffer bytes) throws IOException {
    long position = end;
    while (bytes.hasRemaining()) {
      position += channel.write(bytes, position);
    }
    end = position;
  }

  /** Forces what was written to the disk. */
  synchronized void force() {
    try {
      channel.force(false);
      unforced = 0;
    } catch (IOException e) {
      throw cannotWrite(e);
    }
  }

  /** The outcome of a point that is finished; in the order of points this reads in large pieces. */
  synchronized PointOutcome outcome(int point) {
    try {
      return PointOutcome.parse(text(offsets[point]));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Lines reading;

  private String text(long offset) throws IOException {
    if (reading == null || !reading.contains(offset)) {
      reading = new Lines(offset);
    }
    reading.goTo(offset);
    String line = reading.next();
    if (line == null) {
      throw new IOException(file + " was changed by somebody else");
    }
    return line;
  }

  /** Removes the file: the sweep is finished. */
  void delete() {
    close();
    discard(file.getParent());
  }

  /** Removes the journal in a folder, if there is one. */
  static void discard(Path folder) {
    try {
      Files.deleteIfExists(folder.resolve(NAME));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      if (channel.isOpen()) {
        lock.release();
        channel.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] checked(String line) {
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    return (line + '\t' + checksum(bytes, 0, bytes.length) + '\n').getBytes(StandardCharsets.UTF_8);
  }

  private static String checksum(byte[] bytes, int from, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, from, length);
    String hex = Long.toHexString(crc.getValue());
    return "0".repeat(8 - hex.length()) + hex;
  }

  /** Reads lines whose checksum is right, without it. */
  private final class Lines {
    /** The checksum with the tab before it. */
    private static final int TAIL = 9;

    private byte[] window = new byte[BUFFER];
    private long start;
    private int filled;
    private int next;

    Lines(long start) {
      this.start = start;
    }

    /** Where the next line begins. */
    long position() {
      return start + next;
    }

    boolean contains(long offset) {
      return offset >= start && offset < start + filled;
    }

    void goTo(long offset) {
      if (!contains(offset)) {
        start = offset;
        filled = 0;
        next = 0;
      } else {
        next = (int) (offset - start);
      }
    }

    /** The next line; null if there is none that is whole and right. */
    String next() throws IOException {
      int lineEnd = lineEnd();
      while (lineEnd < 0) {
        if (!fill()) {
          return null;
        }
        lineEnd = lineEnd();
      }
      int length = lineEnd - next - TAIL;
      if (length < 1 || window[lineEnd - TAIL] != '\t') {
        return null;
      }
      String sum = new String(window, lineEnd - TAIL + 1, TAIL - 1, StandardCharsets.ISO_8859_1);
      if (!sum.equals(checksum(window, next, length))) {
        return null;
      }
      String line = new String(window, next, length, StandardCharsets.UTF_8);
      next = lineEnd + 1;
      return line;
    }

    private int lineEnd() {
      for (int i = next; i < filled; i++) {
        if (window[i] == '\n') {
          return i;
        }
      }
      return -1;
    }

    /** Reads on, keeping what is left; whether there was more. */
    private boolean fill() throws IOException {
      System.arraycopy(window, next, window, 0, filled - next);
      start += next;
      filled -= next;
      next = 0;
      if (filled == window.length) {
        if (window.length > 1 << 24) {
          return false;
        }
        window = Arrays.copyOf(window, 2 * window.length);
      }
      int read =
          channel.read(ByteBuffer.wrap(window, filled, window.length - filled), start + filled);
      filled += Math.max(0, read);
      return read > 0;
    }
  }
}
