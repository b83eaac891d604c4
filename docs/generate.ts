/** Writes the generated references: `node docs/generate.ts`. A test fails when they are not current. */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

import { generatedFiles } from "./generatedFiles.ts";

for (const [name, content] of Object.entries(generatedFiles())) {
  const path = join(import.meta.dirname, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}
