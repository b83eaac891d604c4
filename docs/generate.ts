/** Writes the generated references: `node docs/generate.ts`. A test fails when they are not current. */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

import { generatedFiles } from "./generatedFiles.ts";
import { tierPages } from "./tiers/tierPages.ts";

// A tier that is no more leaves no page behind.
rmSync(join(import.meta.dirname, "reference/tiers"), { recursive: true, force: true });
for (const [name, content] of Object.entries({ ...generatedFiles(), ...(await tierPages()) })) {
  const path = join(import.meta.dirname, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}
