/** Compares saved results: what takes longer or shorter, call by call, and what differs before. */
package io.tilewise.experiment.compare;
