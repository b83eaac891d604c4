#!/usr/bin/env node
// Starts the command line. In a checkout Node.js runs the source as it stands; it does not do so below node_modules, where the
// compiled files of dist/ lie beside this one. Plain JavaScript that old versions of Node.js understand, so that they can be told.
import { existsSync } from "node:fs";
import nodeModule from "node:module";
import { join } from "node:path";

import { cacheDirectory } from "../tools/cacheDirectory.js";

const needed = 24;

if (Number.parseInt(process.versions.node, 10) < needed) {
  console.error(
    `tenantry needs Node.js ${String(needed)} or newer, and this is ${process.version}. ` +
      "Start it with `npx tenantry`, which uses the Node.js that comes with it.",
  );
  process.exit(2);
}

// Keeps compiled code between runs: a command starts in a third of the time. By the variable the fleet's threads and the
// sandbox's plugins do so too. The default would be a folder that all users of the machine share.
process.env["NODE_COMPILE_CACHE"] ??= join(cacheDirectory(process.env), "compiled");
nodeModule.enableCompileCache(process.env["NODE_COMPILE_CACHE"]);

const entry = ["./main.ts", "./main.js", "../dist/cli/main.js"]
  .map((path) => new URL(path, import.meta.url))
  .find((url) => existsSync(url));

if (entry === undefined) throw new Error("This copy of tenantry is incomplete: it has neither cli/main.ts nor dist/.");
await import(entry.href);
