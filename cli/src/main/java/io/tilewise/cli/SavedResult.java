package io.tilewise.cli;

import io.tilewise.experiment.result.ResultReader;
import io.tilewise.experiment.result.RunResult;
import io.tilewise.experiment.validation.ValidationResult;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Results that an earlier command wrote; a folder stands for the result in it. */
final class SavedResult {

  private SavedResult() {}

  /**
   * The result of a run.
   *
   * @throws UserErrorException if it is not one
   */
  static RunResult run(Path file) throws IOException {
    return read(file, "result.json", RunResult.class, RunResult.SCHEMA);
  }

  /**
   * The result of a validation.
   *
   * @throws UserErrorException if it is not one
   */
  static ValidationResult validation(Path file) throws IOException {
    return read(file, "validation.json", ValidationResult.class, ValidationResult.SCHEMA);
  }

  private static <T extends Record> T read(Path given, String name, Class<T> type, String schema)
      throws IOException {
    Path file = Files.isDirectory(given) ? given.resolve(name) : given;
    try {
      return ResultReader.read(Files.readString(file), type, schema);
    } catch (CharacterCodingException e) {
      throw new UserErrorException(file + ": not a text file in UTF-8");
    } catch (IllegalArgumentException e) {
      throw new UserErrorException(file + ": " + e.getMessage());
    }
  }
}
