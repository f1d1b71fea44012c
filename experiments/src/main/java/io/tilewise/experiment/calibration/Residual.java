package io.tilewise.experiment.calibration;

import java.util.OptionalDouble;

/**
 * A figure after the fit.
 *
 * @param id id of the case, or the name under which the device file states it
 * @param published the published value, or the stated one
 * @param fitted the model's value
 * @param errorPercent fitted less published or stated, relative to that
 * @param leaveOneOutPercent the same error if the fit had not seen this figure, from the linearised
 *     fit: {@code e / (1 - h)} with the leverage h; empty if the figure alone determines its fit
 * @param leverage how far the figure determines its own fit, from 0 to 1
 */
public record Residual(
    String id,
    double published,
    double fitted,
    double errorPercent,
    OptionalDouble leaveOneOutPercent,
    double leverage) {}
