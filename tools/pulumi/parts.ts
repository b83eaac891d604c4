import { createRequire } from "node:module";
import path from "node:path";
import { goModule } from "../packageRoot.ts";

/** Where the pieces lie that `ensurePulumi` works with. They can be replaced, so that tests can put others there. */
export interface PulumiParts {
  /** The Node.js that runs the language host and the npm launcher: 24 or newer. */
  readonly node: string;
  /** The entry file of our language host. */
  readonly languageHost: string;
  /** The script of the npm launcher `pulumi`; undefined when the package is not installed. */
  readonly launcher: string | undefined;
  /** The folder of the Go module that pins the CLI. */
  readonly module: string;
}

/** The pieces as they lie in this installation. */
export function ownParts(): PulumiParts {
  const self = import.meta.filename;
  return {
    node: process.execPath,
    languageHost: path.join(path.dirname(self), "..", "language-host", `main${path.extname(self)}`),
    launcher: resolveLauncher(),
    module: goModule("pulumi"),
  };
}

function resolveLauncher(): string | undefined {
  try {
    return createRequire(import.meta.filename).resolve("pulumi/run.js");
  } catch {
    return undefined;
  }
}
