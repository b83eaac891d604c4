/** Line and column, from 1, of an offset of a text; columns count UTF-16 code units, as editors' protocols do. */
export function textPlace(text: string, offset: number): { readonly line: number; readonly column: number } {
  const lines = text.slice(0, offset).split("\n");
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
}
