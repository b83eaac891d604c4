import fc from "fast-check";

const marks = ["*", "&", "!", "?", "|", ">", "-", ":", "[", "]", "{", "}", "#", "%", "@", "'", '"', "\n", " ", "a"];

/** Texts of what YAML gives a meaning, most of which is wrong. */
export const yamlMarks = fc.string({ unit: fc.constantFrom(...marks) });
