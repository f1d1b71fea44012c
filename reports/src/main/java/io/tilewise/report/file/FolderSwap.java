package io.tilewise.report.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Puts complete files in the places of those of an earlier run, so that nothing half-done is taken
 * for whole, whenever it is interrupted: the first file, which stands for the whole folder, is
 * removed before any other is replaced, and comes last. So a folder has it only if all its files
 * belong together. One process does this at a time.
 *
 * <p>A swap that is forced keeps that promise when the machine loses power as well: the contents of
 * the files are on the disk before any takes its place, and each of the three steps (the first file
 * is gone, the others are there, the first is there) before the next.
 */
final class FolderSwap {

  static final String LOCK = ".tilewise.lock";

  private static final int MOST_WAITS = 100;
  private static final int WAIT_MILLISECONDS = 100;
  private static final int LONGEST_PID = 18;

  private final Steps steps;
  private final boolean isForced;

  /** What it does to files, so that a test can interrupt it between any two steps. */
  interface Steps {
    void delete(Path file) throws IOException;

    void move(Path from, Path to) throws IOException;

    /** Has the contents of a file on the disk. */
    void forceFile(Path file) throws IOException;

    /** Has the names in a folder on the disk. */
    void forceFolder(Path folder);
  }

  private static final class OnDisk implements Steps {
    @Override
    public void delete(Path file) throws IOException {
      Files.deleteIfExists(file);
    }

    @Override
    public void move(Path from, Path to) throws IOException {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void forceFile(Path file) throws IOException {
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
    }

    @Override
    public void forceFolder(Path folder) {
      try (FileChannel channel = FileChannel.open(folder)) {
        channel.force(true);
      } catch (IOException e) {
        // Windows cannot open a folder, and some file systems cannot force one; they see to it.
        return;
      }
    }
  }

  /**
   * A swap.
   *
   * @param isForced whether it holds when the machine loses power, which takes longer
   */
  FolderSwap(boolean isForced) {
    this(new OnDisk(), isForced);
  }

  FolderSwap(Steps steps, boolean isForced) {
    this.steps = steps;
    this.isForced = isForced;
  }

  /**
   * Moves files into place.
   *
   * @param files place by complete file; the first stands for all
   * @throws IOException if a file cannot be moved, or another process does not come to an end
   */
  void run(Map<Path, Path> files, Path folder) throws IOException {
    runIf(() -> true, files, folder);
  }

  /**
   * Moves files into place if that is still right when no other process can write there.
   *
   * @return whether it was
   */
  boolean runIf(BooleanSupplier condition, Map<Path, Path> files, Path folder) throws IOException {
    Path lock = folder.resolve(LOCK);
    lock(lock);
    try {
      boolean holds = condition.getAsBoolean();
      if (holds) {
        replace(new ArrayList<>(files.entrySet()));
      }
      return holds;
    } finally {
      Files.deleteIfExists(lock);
    }
  }

  private void replace(List<Map.Entry<Path, Path>> files) throws IOException {
    if (files.isEmpty()) {
      return;
    }
    Map.Entry<Path, Path> first = files.get(0);
    List<Map.Entry<Path, Path>> others = files.subList(1, files.size());
    if (isForced) {
      for (Map.Entry<Path, Path> file : files) {
        steps.forceFile(file.getKey());
      }
    }
    if (!others.isEmpty()) {
      steps.delete(first.getValue());
      forceFolders(List.of(first));
    }
    for (Map.Entry<Path, Path> file : others) {
      steps.move(file.getKey(), file.getValue());
    }
    forceFolders(others);
    steps.move(first.getKey(), first.getValue());
    forceFolders(List.of(first));
  }

  private void forceFolders(List<Map.Entry<Path, Path>> files) {
    if (isForced) {
      files.stream()
          .map(file -> file.getValue().toAbsolutePath().getParent())
          .distinct()
          .forEach(steps::forceFolder);
    }
  }

  private static void lock(Path lock) throws IOException {
    byte[] own = Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII);
    for (int waits = 0; waits < MOST_WAITS; waits++) {
      try {
        Files.write(lock, own, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        return;
      } catch (FileAlreadyExistsException e) {
        waitFor(lock);
      }
    }
    throw new FileSystemException(
        lock.toString(),
        null,
        "another process has been writing there for a while; if there is none, delete this file");
  }

  /** Of a process that is gone the lock is removed; it was killed. */
  private static void waitFor(Path lock) throws IOException {
    Optional<Long> owner = owner(lock);
    if (owner.isPresent() && !isAlive(owner.get())) {
      Files.deleteIfExists(lock);
      return;
    }
    try {
      Thread.sleep(WAIT_MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while another process was writing there", e);
    }
  }

  private static boolean isAlive(long pid) {
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }

  /** None while it is being written, and if it is gone. */
  private static Optional<Long> owner(Path lock) throws IOException {
    try {
      String text = Files.readString(lock, StandardCharsets.ISO_8859_1).strip();
      return text.matches("\\d{1," + LONGEST_PID + "}")
          ? Optional.of(Long.valueOf(text))
          : Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }
}
