/** Predictions beside published figures, and the fit of parameters to those meant for it. */
package io.tilewise.experiment.validation;
