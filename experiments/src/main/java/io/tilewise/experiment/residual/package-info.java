/** Puts a measured profile beside a simulated run. */
package io.tilewise.experiment.residual;
