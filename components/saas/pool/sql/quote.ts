/**
 * A text as a literal of SQL (PostgreSQL documentation, "Lexical Structure", string constants): right whatever
 * `standard_conforming_strings` is, because one with a backslash says that backslashes count.
 *
 * @throws RangeError for a text with a NUL character, which no text of PostgreSQL's has.
 */
export function sqlLiteral(text: string): string {
  if (text.includes("\0")) throw new RangeError("a text of SQL has no NUL character");
  const quoted = `'${text.replaceAll("'", "''")}'`;
  return quoted.includes("\\") ? ` E${quoted.replaceAll("\\", "\\\\")}` : quoted;
}

/**
 * A name as an identifier of SQL, whatever is in it.
 *
 * @throws RangeError for one that is empty, has a NUL character, or is so long that PostgreSQL would cut it.
 */
export function sqlIdentifier(name: string): string {
  if (name === "" || name.includes("\0") || new TextEncoder().encode(name).length > 63) {
    throw new RangeError(`"${name}" is no name of PostgreSQL's`);
  }
  return `"${name.replaceAll('"', '""')}"`;
}
