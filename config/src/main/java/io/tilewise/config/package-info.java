/**
 * Strict reading of Tilewise's YAML files: quantities with units, parameters with provenance,
 * errors with file, line and column.
 */
package io.tilewise.config;
