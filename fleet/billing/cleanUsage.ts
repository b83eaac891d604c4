import { isUtf8 } from "node:buffer";
import { createReadStream, createWriteStream } from "node:fs";
import { open } from "node:fs/promises";
import { pipeline } from "node:stream/promises";

import { requiredUsageFields, usageFields } from "../../core/schema/usage.ts";
import { ArrayElements } from "./arrayElements.ts";

/** How records stand in a file: one a line, in one JSON array, or as CSV with these columns. */
export type UsageShape =
  | { readonly kind: "lines" }
  | { readonly kind: "array" }
  | { readonly kind: "csv"; readonly columns: readonly string[] };

/** Longer lines are cut, and so are no records: a record has a few hundred characters. */
const longestLine = 64 * 1024;

const chunkBytes = 1024 * 1024;

/** Stands for what is no text, as decoders of UTF-8 put it. */
const mark = "\uFFFD";

/**
 * How records stand in a file, by how it begins. CSV has a first line with names of fields, each once, and those that a record has to have
 * among them; what has not is read line by line, so that each of its lines is put aside.
 */
export async function shapeOf(path: string): Promise<UsageShape> {
  const handle = await open(path);
  try {
    const buffer = Buffer.alloc(longestLine);
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, 0);
    const text = buffer.toString("utf8", 0, bytesRead).replace(/^\uFEFF/, "");
    if (text.trimStart().startsWith("[")) return { kind: "array" };
    const [first = ""] = text.split(/\r?\n/, 1);
    const columns = first.split(",").map((name) => name.trim().replace(/^"(.*)"$/, "$1"));
    const known = columns.every((name) => (usageFields as readonly string[]).includes(name));
    const once = new Set(columns).size === columns.length;
    const enough = usageFields.slice(0, requiredUsageFields).every((name) => columns.includes(name));
    return known && once && enough ? { kind: "csv", columns } : { kind: "lines" };
  } finally {
    await handle.close();
  }
}

/**
 * Whether a file can be read as it is: UTF-8 without a byte order mark, with line feeds as its only control characters, but for tabs, and
 * without lines of more than some 100 KiB.
 */
export async function isClean(path: string): Promise<boolean> {
  let first = true;
  // The beginning of a character whose end is in the next chunk.
  let rest: Buffer = Buffer.alloc(0);
  for await (const read of createReadStream(path, { highWaterMark: chunkBytes }) as AsyncIterable<Buffer>) {
    const chunk = rest.length === 0 ? read : Buffer.concat([rest, read]);
    if (first && chunk.subarray(0, 3).equals(byteOrderMark)) return false;
    first = false;
    if (unwanted.some((byte) => chunk.includes(byte)) || hasLongLine(chunk)) return false;
    const whole = endOfCharacters(chunk);
    if (!isUtf8(chunk.subarray(0, whole))) return false;
    rest = chunk.subarray(whole);
  }
  return rest.length === 0;
}

/**
 * Copies a file so that it can be read: the elements of an array one a line, and a mark in the place of all that is not as it should be.
 * A line with the mark is no record.
 */
export async function copyCleanly(from: string, to: string, kind: UsageShape["kind"]): Promise<void> {
  await pipeline(
    createReadStream(from, { highWaterMark: chunkBytes }),
    kind === "array" ? elements : lines,
    createWriteStream(to),
  );
}

async function* elements(source: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  const array = new ArrayElements(longestLine);
  for await (const chunk of source) yield written(array.feed(decoder.decode(chunk, { stream: true })));
  yield written([...array.feed(decoder.decode()), ...array.end()]);
}

async function* lines(source: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const chunk of source) {
    const parts = (rest + decoder.decode(chunk, { stream: true })).split("\n");
    // Of a line without an end no more is kept than shows that it is too long.
    rest = (parts.pop() ?? "").slice(0, longestLine + 1);
    yield written(parts);
  }
  yield written([rest + decoder.decode()]);
}

function written(found: readonly string[]): string {
  return found.map((line) => `${cleaned(line)}\n`).join("");
}

function cleaned(line: string): string {
  if (line.length > longestLine) return `${line.slice(0, 200)}${mark}`;
  return line.replace(/\r$/, "").replaceAll(/[\0-\x08\x0A-\x1F]/g, mark);
}

const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf]);

/** All control characters but tab and line feed. */
const unwanted = Array.from({ length: 32 }, (_, byte) => byte).filter((byte) => byte !== 9 && byte !== 10);

/** Where the last whole character of a chunk ends; a character of UTF-8 has at most four bytes. */
function endOfCharacters(chunk: Buffer): number {
  for (let back = 1; back <= Math.min(3, chunk.length); back += 1) {
    const byte = chunk[chunk.length - back] ?? 0;
    if (byte < 0x80) return chunk.length;
    if (byte >= 0xc0) {
      const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return back < length ? chunk.length - back : chunk.length;
    }
  }
  return chunk.length;
}

/** Looks at every 64 KiB for a line's end: a longer line has a stretch of half that size without one. */
function hasLongLine(chunk: Buffer): boolean {
  const step = longestLine / 2;
  for (let at = 0; at + step <= chunk.length; at += step) {
    const end = chunk.indexOf(10, at);
    if (end < 0 || end - at >= step) return true;
  }
  return false;
}
