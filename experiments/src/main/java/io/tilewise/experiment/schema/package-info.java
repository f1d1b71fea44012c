/**
 * The kinds of files that users write, and what the JSON files that Tilewise writes look like, for
 * programs that read them.
 */
package io.tilewise.experiment.schema;
