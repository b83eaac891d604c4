/**
 * What a reader cannot see, or what would move the text around it: control and format characters (bidirectional overrides
 * among them), line and paragraph separators, lone surrogates, spaces that are neither the plain nor the ideographic one, and
 * what Unicode lets a font leave out. Variation selectors stay: they only choose how the character before them looks.
 */
const unseen =
  /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]|(?![ \u3000])\p{Zs}|(?![\ufe00-\ufe0f])\p{Default_Ignorable_Code_Point}/gu;

const short: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/**
 * The text with everything that a reader cannot see written as JSON would escape it: `\n`, `\u202e`. What comes out is one
 * line, moves no cursor and colours nothing, whatever names are in it.
 */
export function visible(text: string): string {
  return text.replace(unseen, (character) => short[character] ?? character.replace(/[^]/g, escapeUnit));
}

function escapeUnit(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
