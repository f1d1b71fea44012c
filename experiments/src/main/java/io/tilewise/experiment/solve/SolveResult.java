package io.tilewise.experiment.solve;

import io.tilewise.experiment.result.InputFile;
import java.util.List;
import java.util.Map;

/**
 * The answer to an inverse question.
 *
 * @param schema {@link #SCHEMA}
 * @param toolVersion version of Tilewise
 * @param inputs the files that were read
 * @param solve name of the question: its file's name without {@code .yaml}
 * @param title what it asks
 * @param assignments changes to all scenarios that no file has, each {@code path=value}
 * @param wanted what is wanted, in words
 * @param answered whether there is an answer
 * @param answers the answers, or else the point that comes closest, or the whole numbers on both
 *     sides of the target, in pairs
 * @param sentences what is to be said about it
 * @param evaluations how many evaluations it took
 */
public record SolveResult(
    String schema,
    String toolVersion,
    List<InputFile> inputs,
    String solve,
    String title,
    List<String> assignments,
    String wanted,
    boolean answered,
    List<Answer> answers,
    List<String> sentences,
    int evaluations) {

  /** Name and version of the format. */
  public static final String SCHEMA = "tilewise.solve/1";

  /** Copies the lists. */
  public SolveResult {
    inputs = List.copyOf(inputs);
    assignments = List.copyOf(assignments);
    answers = List.copyOf(answers);
    sentences = List.copyOf(sentences);
  }

  /**
   * A point.
   *
   * @param parameters value with its unit by path, to be given to {@code --set}
   * @param metrics the metrics that are asked for, there
   */
  public record Answer(Map<String, String> parameters, Map<String, Double> metrics) {}
}
