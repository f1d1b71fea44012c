/** Finds which elements of two sequences correspond. */
package io.tilewise.experiment.align;
