/** One property of a calendar, unfolded and unescaped. */
type Properties = Readonly<Record<string, string>>;

/**
 * Reads a calendar as RFC 5545 has it, with rules of its own: lines end in CRLF and have at most 75 octets, a line that begins with a
 * space goes on, components nest, and text is escaped.
 *
 * @throws Error for a text that is no such calendar.
 */
export function readCalendar(text: string): { readonly calendar: Properties; readonly events: readonly Properties[] } {
  if (!text.endsWith("\r\n")) throw new Error("the last line does not end");
  const raw = text.slice(0, -2).split("\r\n");
  for (const line of raw) {
    if (/[\r\n]/.test(line)) throw new Error(`a line end stands alone in ${JSON.stringify(line)}`);
    if (Buffer.byteLength(line) > 75) throw new Error(`a line has more than 75 octets: ${line}`);
  }
  const lines = raw.join("\r\n").replaceAll("\r\n ", "").split("\r\n");
  const [first, ...rest] = lines;
  if (first !== "BEGIN:VCALENDAR" || rest.pop() !== "END:VCALENDAR") throw new Error("it is no calendar");
  const calendar: Record<string, string> = {};
  const events: Record<string, string>[] = [];
  let current: Record<string, string> | undefined;
  for (const line of rest) {
    const [, name = "", value = ""] = /^([A-Z-]+)(?:;[^:]*)?:(.*)$/su.exec(line) ?? [];
    if (name === "") throw new Error(`a line is no property: ${line}`);
    if (name === "BEGIN" || name === "END") {
      if (value !== "VEVENT" || (name === "BEGIN") === (current !== undefined))
        throw new Error(`not expected: ${line}`);
      if (current !== undefined) events.push(current);
      current = name === "BEGIN" ? {} : undefined;
      continue;
    }
    const owner = current ?? calendar;
    if (name in owner) throw new Error(`${name} stands twice`);
    owner[name] = value.replace(/\\([\\;,nN])/g, (_, character: string) => (/n/i.test(character) ? "\n" : character));
  }
  if (current !== undefined) throw new Error("an event does not end");
  return { calendar, events };
}
