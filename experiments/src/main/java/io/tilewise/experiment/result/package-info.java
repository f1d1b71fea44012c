/**
 * What a run leaves behind: the records that {@code result.json} is made of, and its reader and
 * writer. Reports are drawn from these alone.
 */
package io.tilewise.experiment.result;
