/** Writes the generated references: `node docs/generate.ts`. A test fails when they are not current. */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

import { filesOfKinds } from "./filesOfKinds.ts";
import { generatedFiles } from "./generatedFiles.ts";
import { tierPages } from "./tiers/tierPages.ts";

// All is made before anything is written: an estate that is not valid leaves the files alone.
const files = { ...generatedFiles(), ...(await filesOfKinds()), ...(await tierPages()) };

// A tier that is no more leaves no page behind.
rmSync(join(import.meta.dirname, "reference/tiers"), { recursive: true, force: true });
for (const [name, content] of Object.entries(files)) {
  const path = join(import.meta.dirname, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}
