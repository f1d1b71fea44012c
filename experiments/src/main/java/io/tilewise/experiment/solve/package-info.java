/** The inverse question: which values of parameters give a metric the value that is wanted. */
package io.tilewise.experiment.solve;
