package io.tilewise.config;

/**
 * Where a value comes from.
 *
 * @param source the document, measurement or calculation; for a what-if value the overlay
 * @param status how far it can be trusted
 */
public record Provenance(String source, Status status) {}
