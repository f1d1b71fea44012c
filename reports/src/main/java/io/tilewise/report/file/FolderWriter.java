package io.tilewise.report.file;

import io.tilewise.experiment.run.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes files into a folder: all of them are complete before the first takes its place, and the
 * first of them is there only if the others belong to it ({@link FolderSwap}).
 */
public final class FolderWriter {

  private FolderWriter() {}

  /**
   * Writes the files; those of the same names are replaced.
   *
   * @param contents bytes by path within the folder
   * @param folder made if it does not exist
   * @return the files, in the order of the contents
   * @throws UncheckedIOException if the folder cannot be written; the message is one line for the
   *     user with the path and the reason, and no partly written file is left
   */
  public static List<Path> write(Map<String, byte[]> contents, Path folder) {
    Map<String, Output> outputs = new LinkedHashMap<>();
    contents.forEach((name, bytes) -> outputs.put(name, file -> Files.write(file, bytes)));
    return writeAll(outputs, folder, false);
  }

  /**
   * Writes files that are too large to be at hand at once, and others, in the same way; and has
   * them on the disk when it returns, so that what they were made of may be removed.
   *
   * @param contents what writes each file's text, by path within the folder
   * @param others bytes of the others, likewise
   */
  public static List<Path> stream(
      Map<String, Content> contents, Map<String, byte[]> others, Path folder) {
    Map<String, Output> outputs = new LinkedHashMap<>();
    contents.forEach(
        (name, content) ->
            outputs.put(
                name,
                file -> {
                  try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
                    content.write(out);
                  }
                }));
    others.forEach((name, bytes) -> outputs.put(name, file -> Files.write(file, bytes)));
    return writeAll(outputs, folder, true);
  }

  /**
   * Writes a file in place of what is there, unless somebody else has changed that meanwhile.
   *
   * @param before SHA-256 of what is to be there; none if there is to be no file
   * @return whether it was written
   * @throws UncheckedIOException as {@link #write}
   */
  public static boolean replace(Path file, Optional<String> before, byte[] now) {
    Path folder = file.toAbsolutePath().getParent();
    Path temporary = temporary(file);
    Map<Path, Path> complete = Map.of(temporary, file);
    try {
      refuseFolder(file);
      Files.createDirectories(folder);
      Files.write(temporary, now);
      boolean isWritten =
          new FolderSwap(false).runIf(() -> isThere(file, before), complete, folder);
      discard(temporary);
      return isWritten;
    } catch (IOException e) {
      throw failed(e, complete, folder);
    }
  }

  private static boolean isThere(Path file, Optional<String> sha256) {
    Optional<String> now = Files.exists(file) ? Optional.of(Sha256.of(file)) : Optional.empty();
    return now.equals(sha256);
  }

  /** Writes the text of a file. */
  public interface Content {
    public void write(Writer out) throws IOException;
  }

  /** Writes a file. */
  private interface Output {
    void write(Path file) throws IOException;
  }

  private static List<Path> writeAll(Map<String, Output> contents, Path folder, boolean isForced) {
    List<Path> files = new ArrayList<>();
    Map<Path, Path> complete = new LinkedHashMap<>();
    try {
      for (Map.Entry<String, Output> content : contents.entrySet()) {
        Path file = folder.resolve(content.getKey());
        files.add(file);
        refuseFolder(file);
        Files.createDirectories(file.getParent());
        Path temporary = temporary(file);
        complete.put(temporary, file);
        content.getValue().write(temporary);
      }
      new FolderSwap(isForced).run(complete, folder);
    } catch (IOException e) {
      throw failed(e, complete, folder);
    }
    return files;
  }

  private static UncheckedIOException failed(IOException e, Map<Path, Path> complete, Path folder) {
    complete.keySet().forEach(FolderWriter::discard);
    return new UncheckedIOException(
        "cannot write into " + folder + ": " + where(e, complete) + Reason.of(e), e);
  }

  public static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** A folder in a file's place would be noticed only after others have been replaced. */
  private static void refuseFolder(Path file) throws FileSystemException {
    if (Files.isDirectory(file)) {
      throw new FileSystemException(file.toString(), null, "a folder is in the place of a file");
    }
  }

  /** In the same folder, so that the move that follows cannot be between file systems. */
  private static Path temporary(Path file) {
    return file.resolveSibling(
        "." + file.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
  }

  /** The file, by the name that it was to get. */
  private static String where(IOException e, Map<Path, Path> complete) {
    if (e instanceof FileSystemException failure && failure.getFile() != null) {
      Path file = Path.of(failure.getFile());
      return complete.getOrDefault(file, file) + ": ";
    }
    return "";
  }

  private static void discard(Path temporary) {
    try {
      Files.deleteIfExists(temporary);
    } catch (IOException e) {
      // What cannot be deleted stays; the message about the write that failed matters more.
      return;
    }
  }
}
