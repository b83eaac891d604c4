const space = /[ \t\n\r]*/y;

/** One token of JSON (RFC 8259, sections 2, 6 and 7). */
const token =
  /(?:(?<punctuation>[{}[\],:])|(?<text>"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*")|(?<literal>-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.+-])|(?:true|false|null)(?!\w)))/y;

/** What may stand next, and whether a closing bracket may as well. */
type Expected = "value" | "value or end" | "key" | "key or end" | "colon" | "comma or end" | "nothing";

/**
 * The offset at which a text stops being JSON (RFC 8259); undefined when all of it is. `JSON.parse` says no offset for short
 * texts, and YAML's parser takes more than JSON.
 */
export function whereJsonEnds(text: string): number | undefined {
  const open: ("{" | "[")[] = [];
  let expected: Expected = "value";
  let offset = 0;
  const afterValue = (): Expected => (open.length === 0 ? "nothing" : "comma or end");
  for (;;) {
    space.lastIndex = offset;
    space.test(text);
    const next = space.lastIndex;
    if (next === text.length) return expected === "nothing" ? undefined : next;
    token.lastIndex = next;
    const found = token.exec(text);
    if (found === null) return next;
    const mark = found.groups?.["punctuation"];
    const isText = found.groups?.["text"] !== undefined;
    const inside = open.at(-1);
    if ((mark === "{" || mark === "[") && expected.startsWith("value")) {
      open.push(mark);
      expected = mark === "{" ? "key or end" : "value or end";
    } else if ((mark === "}" || mark === "]") && expected.endsWith("or end") && inside === (mark === "}" ? "{" : "[")) {
      open.pop();
      expected = afterValue();
    } else if (mark === ":" && expected === "colon") expected = "value";
    else if (mark === "," && expected === "comma or end") expected = inside === "{" ? "key" : "value";
    else if (mark === undefined && isText && expected.startsWith("key")) expected = "colon";
    else if (mark === undefined && expected.startsWith("value")) expected = afterValue();
    else return next;
    offset = token.lastIndex;
  }
}
