/** Fitting parameters to published figures. Held-out figures cannot get in here. */
package io.tilewise.experiment.calibration;
