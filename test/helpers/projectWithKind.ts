import { appendFileSync, cpSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { root, runProcess, type Outcome } from "./cli.ts";
import { editFile } from "./editFile.ts";

/** What the product is made of: its rooms, the documents' generators, and what its programs look for at the top. */
const product = [
  ...["cli", "components", "core", "docs", "fleet", "policies", "reports", "sandbox", "stacks", "tools"],
  ...["package.json", "Pulumi.yaml"],
];

/** A copy of the project with one kind more. */
export interface ProjectWithKind {
  /** Its directory, which holds `estate/` too. */
  readonly directory: string;
  /** Runs the copy's `tenantry` there. */
  readonly tenantry: (...args: readonly string[]) => Promise<Outcome>;
  /** Runs Node.js there. */
  readonly node: (...args: readonly string[]) => Promise<Outcome>;
  /** Replaces text in a file; the text must be there. */
  readonly edit: (file: string, from: string, to: string) => void;
  readonly remove: () => void;
}

/**
 * Copies the project and the tests' own estate, and adds a kind as docs/how-to/add-a-service-kind.md tells: its folder, its line, and
 * what the estate has of it. Nothing else is changed.
 *
 * @param kind its name, and that of its folder below test/fixtures/kinds.
 */
export function projectWithKind(kind: string): ProjectWithKind {
  const directory = mkdtempSync(join(tmpdir(), "tenantry-kind-"));
  for (const name of product) cpSync(join(root, name), join(directory, name), { recursive: true });
  symlinkSync(join(root, "node_modules"), join(directory, "node_modules"));
  cpSync(join(root, "test/fixtures/estate"), join(directory, "estate"), { recursive: true });
  cpSync(join(root, "test/fixtures/kinds", kind), directory, { recursive: true });
  appendFileSync(join(directory, "components/services.ts"), `export { ${kind} } from "./${kind}/service.ts";\n`);
  const node: ProjectWithKind["node"] = (...args) => runProcess(process.execPath, args, directory, {});
  return {
    directory,
    node,
    tenantry: (...args) => node("cli/bin.js", ...args),
    edit: (file, from, to) => {
      editFile(join(directory, file), from, to);
    },
    remove: () => {
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
