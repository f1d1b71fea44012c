package io.tilewise.experiment.result;

/**
 * A file that a result was computed from.
 *
 * @param path its path as the user or another file wrote it, with {@code /} between names
 * @param sha256 checksum of its bytes, in hexadecimal
 */
public record InputFile(String path, String sha256) {}
