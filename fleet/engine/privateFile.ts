import { randomUUID } from "node:crypto";
import { closeSync, fstatSync, mkdirSync, openSync, readSync, unlinkSync } from "node:fs";
import { join } from "node:path";

/** An open file that no other program finds. */
export interface PrivateFile {
  readonly descriptor: number;
  /** What has been written to it since it was last read, as text. */
  readonly read: () => string;
  readonly close: () => void;
}

/**
 * Opens a new file for what the engine writes, and takes its name away at once: what is in it may be secret, and is gone with the last
 * process that holds it, however that ends.
 *
 * @param directory made if it is not there; its disk holds the file.
 */
export function openPrivateFile(directory: string): PrivateFile {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const path = join(directory, randomUUID());
  const descriptor = openSync(path, "wx+", 0o600);
  unlinkSync(path);
  const decoder = new TextDecoder();
  let position = 0;
  return {
    descriptor,
    read: () => {
      const unread = fstatSync(descriptor).size - position;
      if (unread <= 0) return "";
      const bytes = Buffer.allocUnsafe(unread);
      const length = readSync(descriptor, bytes, 0, unread, position);
      position += length;
      return decoder.decode(bytes.subarray(0, length), { stream: true });
    },
    close: () => {
      closeSync(descriptor);
    },
  };
}
