import type { DiagnosticCode } from "../diagnostics/codes.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { SourceFile } from "./sourceFile.ts";
import { textPlace } from "./textPlace.ts";

/** The most bytes that one manifest may have: far above any real one, low enough to keep a hostile one cheap. */
export const maximumDocumentBytes = 1024 * 1024;

/** Characters that YAML 1.2 does not allow in a text (section 5.1, `c-printable`), but for line ends. */
const refusedCharacter = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]|\r(?!\n)/;

/**
 * The text of a file, without its byte order mark, or why it has none. Refused: more than {@link maximumDocumentBytes},
 * UTF-16, bytes that are not UTF-8, NUL and other control characters, and lines that end by a carriage return alone.
 */
export function readText(file: SourceFile): { readonly text: string } | { readonly problem: Diagnostic } {
  const { bytes, path } = file;
  const refuse = (code: DiagnosticCode, message: string, fix: string, before = ""): { problem: Diagnostic } => ({
    problem: { code, severity: "error", message, fix, where: { path, ...textPlace(before, before.length) } },
  });
  if (bytes.length > maximumDocumentBytes) {
    const message = `The file has more than ${String(maximumDocumentBytes)} bytes.`;
    return refuse("TEN009", message, "Keep one manifest per file, and data out of manifests.");
  }
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    return refuse("TEN005", "The file is UTF-16 text.", "Save it as UTF-8.");
  }
  const text = decode(bytes);
  if (text === undefined) {
    const { before, byte, offset } = firstThatIsNotUtf8(bytes);
    const message = `The byte 0x${byte.toString(16).padStart(2, "0")} at offset ${String(offset)} is not UTF-8 text.`;
    return refuse("TEN005", message, "Save the file as UTF-8.", before);
  }
  const found = refusedCharacter.exec(text);
  if (found === null) return { text };
  const before = text.slice(0, found.index);
  if (found[0] === "\0") return refuse("TEN005", "The file has a NUL byte.", "Remove it; manifests are text.", before);
  if (found[0] === "\r") {
    const message = "The line ends by a carriage return alone.";
    return refuse("TEN005", message, "Save the file with the line ends LF or CRLF.", before);
  }
  const code = found[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, "0");
  return refuse("TEN005", `The file has the control character U+${code}.`, "Remove it; manifests are text.", before);
}

function decode(bytes: Uint8Array, stream = false): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream });
  } catch {
    return undefined;
  }
}

/** Finds by halving the longest beginning that is sound; a sequence that the beginning cuts off counts as sound. */
function firstThatIsNotUtf8(bytes: Uint8Array): {
  readonly before: string;
  readonly byte: number;
  readonly offset: number;
} {
  let [sound, unsound] = [0, bytes.length + 1];
  while (unsound - sound > 1) {
    const middle = Math.floor((sound + unsound) / 2);
    if (decode(bytes.subarray(0, middle), true) === undefined) unsound = middle;
    else sound = middle;
  }
  const before = decode(bytes.subarray(0, sound), true) ?? "";
  const mark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  const offset = mark + new TextEncoder().encode(before).length;
  return { before, byte: bytes[offset] ?? 0, offset };
}
