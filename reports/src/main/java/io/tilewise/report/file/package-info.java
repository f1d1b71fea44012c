/** Files that are written whole or not at all. */
package io.tilewise.report.file;
