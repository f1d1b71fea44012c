package io.tilewise.config;

/**
 * A sealed interface as a file format.
 *
 * @param description what the choice is about; empty if it does not say
 * @param discriminator the key that names the variant
 * @param variants the record classes by the name that files use, in the order of the permits clause
 */
record ChoiceModel(String description, String discriminator, NameLeaf variants) {}
