package io.tilewise.cli;

import io.tilewise.config.NearestName;
import io.tilewise.experiment.result.ResultFile;
import io.tilewise.experiment.result.ResultReader;
import io.tilewise.experiment.result.RunResult;
import io.tilewise.experiment.result.ScenarioResult;
import io.tilewise.experiment.validation.ValidationResult;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/** A result that {@code run --out} or {@code validate --out} has written. */
final class SavedResult {

  private SavedResult() {}

  /**
   * Reads a file, or the {@code result.json} in a folder.
   *
   * @throws UserErrorException if there is none, or if it is not a result
   */
  static RunResult read(Path path) {
    return read(
        path,
        "result.json",
        ResultFile::read,
        "tilewise run EXPERIMENT --out DIR writes a result.json");
  }

  /**
   * Reads a file that {@code validate --out} has written, or the {@code validation.json} in a
   * folder.
   *
   * @throws UserErrorException if there is none, or if it is not a validation
   */
  static ValidationResult validation(Path path) {
    return read(
        path,
        "validation.json",
        text -> ResultReader.read(text, ValidationResult.class, ValidationResult.SCHEMA),
        "tilewise validate --out DIR writes a validation.json");
  }

  private static <T> T read(Path path, String name, Function<String, T> reader, String advice) {
    Path file = Files.isDirectory(path) ? path.resolve(name) : path;
    try {
      return reader.apply(Files.readString(file));
    } catch (CharacterCodingException e) {
      throw new UserErrorException(file + ": this is no text in UTF-8, so no result");
    } catch (IOException e) {
      throw new UserErrorException(
          "cannot read " + file + ": " + FileErrors.reason(e) + "; " + advice);
    } catch (IllegalArgumentException e) {
      throw new UserErrorException(file + ": " + e.getMessage());
    }
  }

  /**
   * The scenario of a name.
   *
   * @throws UserErrorException if the result has none of that name
   */
  static ScenarioResult scenario(RunResult result, String name) {
    List<String> names = result.scenarios().stream().map(ScenarioResult::name).toList();
    return result
        .scenario(name)
        .orElseThrow(
            () ->
                new UserErrorException(
                    "there is no scenario \""
                        + name
                        + '"'
                        + NearestName.suggestion(name, names, "scenarios")));
  }
}
