import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

import { root } from "../../helpers/cli.ts";
import { exclusively, LockedError, type Exclusive } from "../../../fleet/fileLock.ts";

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "tenantry-lock-"));
});
afterEach(() => {
  rmSync(directory, { recursive: true });
});

const lock = (values: Partial<Exclusive> = {}): Exclusive => ({
  ...{ stateDirectory: directory, folder: "billing", name: "ledger", what: "Invoices are being issued" },
  ...{ now: "2026-12-01T00:00:00.000Z", seconds: 0, ...values },
});

test("who waits for nothing is told who has it, since when and that nobody was waited for", async () => {
  await exclusively(lock(), async () => {
    const second = exclusively(lock({ now: "later" }), () => Promise.resolve());
    await expect(second).rejects.toThrow(LockedError);
    await expect(second).rejects.toThrow(
      new RegExp(
        `^Invoices are being issued by \\S+ on \\S+, process ${String(process.pid)}, since 2026-12-01T00:00:00.000Z; waited 0 s\\.$`,
      ),
    );
  });
});

test("many at once do it one after another, in whatever order", async () => {
  let inside = 0;
  const seen: number[] = [];
  await Promise.all(
    Array.from({ length: 6 }, (_, number) =>
      exclusively(lock({ seconds: 30 }), async () => {
        inside++;
        await new Promise(setImmediate);
        expect(inside).toBe(1);
        inside--;
        seen.push(number);
      }),
    ),
  );
  expect(seen.toSorted()).toEqual([0, 1, 2, 3, 4, 5]);
});

test("it is free again after an action that failed, and others' names do not matter", async () => {
  await expect(exclusively(lock(), () => Promise.reject(new Error("no")))).rejects.toThrow(/^no$/);
  const both = exclusively(lock(), () => exclusively(lock({ name: "other" }), () => Promise.resolve("both")));
  await expect(both).resolves.toBe("both");
});

test("a process that was killed leaves none", async () => {
  const module = pathToFileURL(join(root, "fleet/fileLock.ts")).href;
  const program = `import(process.argv[1]).then(({ exclusively }) =>
    exclusively(JSON.parse(process.argv[2]), async () => { console.log("held"); await new Promise(() => setInterval(() => {}, 1000)); }));`;
  const child = spawn(process.execPath, ["-e", program, module, JSON.stringify(lock())], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  try {
    await once(child.stdout, "data");
    await expect(exclusively(lock(), () => Promise.resolve())).rejects.toThrow(
      `process ${String(child.pid)}, since 2026-12-01`,
    );
  } finally {
    child.kill("SIGKILL");
    await once(child, "exit");
  }
  await expect(exclusively(lock(), () => Promise.resolve("free"))).resolves.toBe("free");
});
