/** Answers by name: asking `Intl` takes longer than all else about a tenant's terms. */
const known = new Map<string, boolean>();

/** Whether a text is a name of the IANA database, such as Europe/Berlin: `Intl` also takes offsets, which know no summer time, and any case. */
export function isTimeZone(name: string): boolean {
  const found = known.get(name) ?? (/^[A-Z][A-Za-z_]*(?:\/[A-Z][\w+-]*)*$/.test(name) && intlKnows(name));
  known.set(name, found);
  return found;
}

function intlKnows(timeZone: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}
