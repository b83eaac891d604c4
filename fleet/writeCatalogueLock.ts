import { join } from "node:path";
import writeFileAtomic from "write-file-atomic";

import { formatLock, lockFileName } from "../core/catalogue/catalogueLock.ts";

/**
 * Writes the lock of an estate; it appears whole or not at all.
 *
 * @param directory the estate's.
 * @param digests of all published versions, by their ids.
 */
export async function writeCatalogueLock(directory: string, digests: ReadonlyMap<string, string>): Promise<void> {
  await writeFileAtomic(join(directory, lockFileName), formatLock(digests));
}
