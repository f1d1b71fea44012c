package io.tilewise.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Map;
import java.util.Optional;

/** Says what is wrong with a file; the JDK's own messages are often just the file's name. */
final class FileErrors {

  private static final Map<Class<?>, String> REASONS =
      Map.of(
          NoSuchFileException.class, "no such file or folder",
          AccessDeniedException.class, "permission denied",
          NotDirectoryException.class, "not a folder",
          DirectoryNotEmptyException.class, "folder is not empty",
          FileAlreadyExistsException.class, "a file of that name is in the way");

  private FileErrors() {}

  static String message(IOException error) {
    String file =
        error instanceof FileSystemException problem && problem.getFile() != null
            ? " " + problem.getFile()
            : "";
    return "cannot read or write" + file + ": " + reason(error);
  }

  /** What is wrong, without the name of the file. */
  static String reason(IOException error) {
    Optional<String> stated =
        error instanceof FileSystemException problem
            ? Optional.ofNullable(problem.getReason())
            : Optional.empty();
    return Optional.ofNullable(REASONS.get(error.getClass()))
        .or(() -> stated)
        .or(() -> Optional.ofNullable(error.getMessage()))
        .orElse(error.getClass().getSimpleName());
  }
}
