package io.tilewise.experiment.validation;

import io.tilewise.experiment.uncertainty.Spread.Influence;
import java.util.List;

/**
 * A prediction beside a published figure.
 *
 * @param id id of the case
 * @param validation name of the validation file that holds it, without extension
 * @param scenario what was run
 * @param metric what was published of it, in lower_snake form
 * @param unit unit of the figures
 * @param role {@code calibration}, {@code held_out} or {@code derived}
 * @param published the published value
 * @param predicted the prediction
 * @param low lower end of the prediction's 90 % interval
 * @param high upper end
 * @param errorPercent predicted less published, relative to published, in percent
 * @param tolerancePercent error that still counts as good
 * @param verdict {@code pass} or {@code miss}
 * @param withinInterval whether the published value lies in the interval
 * @param gate whether validation fails on a miss
 * @param dominant the parameters that the prediction's spread follows most
 * @param source where the figure was published
 * @param note a remark; may be empty
 */
public record CaseResult(
    String id,
    String validation,
    String scenario,
    String metric,
    String unit,
    String role,
    double published,
    double predicted,
    double low,
    double high,
    double errorPercent,
    double tolerancePercent,
    String verdict,
    boolean withinInterval,
    boolean gate,
    List<Influence> dominant,
    String source,
    String note) {

  /** Copies the list. */
  public CaseResult {
    dominant = List.copyOf(dominant);
  }

  /** Whether the error is within the tolerance. */
  public boolean passed() {
    return verdict.equals("pass");
  }
}
