/** Experiments: scenarios run on devices, and the result model that reports are drawn from. */
package io.tilewise.experiment;
