import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { Processes } from "../../../../tools/kubernetes/processes.ts";
import { testUnless } from "../../../helpers/skip.ts";

const source = join(import.meta.dirname, "../../../../tools/kubernetes/processes.ts");

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "tenantry-test-"));
});

afterEach(() => {
  rmSync(directory, { recursive: true, force: true });
});

/** Whether a process is there and has not ended: one that nobody has waited for yet is a zombie. */
function isRunning(id: number): boolean {
  try {
    return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${String(id)}/stat`, "utf8"));
  } catch {
    return false;
  }
}

const canTie = spawnSync("setpriv", ["--pdeathsig", "KILL", "true"]).status === 0;

testUnless(canTie ? undefined : "nothing here ties a process to its parent")(
  "processes end with the one that started them, even when that is killed",
  async () => {
    const code = `
      const { Processes } = await import(${JSON.stringify(source)});
      const processes = new Processes(${JSON.stringify(directory)});
      processes.start("sh", ["-c", "echo $$; exec sleep 600"]);
      console.log("started");
      setInterval(() => undefined, 1000);
    `;
    const parent = spawn(process.execPath, ["--input-type=module", "-e", code], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    try {
      await once(parent.stdout, "data");
      let child = 0;
      for (let tries = 0; child === 0 && tries < 100; tries++) {
        child = Number(readFileSync(join(directory, "sh.log"), "utf8"));
        await sleep(20);
      }
      expect(isRunning(child)).toBe(true);
      parent.kill("SIGKILL");
      for (let tries = 0; isRunning(child) && tries < 100; tries++) await sleep(20);
      expect(isRunning(child)).toBe(false);
    } finally {
      parent.kill("SIGKILL");
    }
  },
);

test("one that ends by itself is told, with its name and its last words", async () => {
  const processes = new Processes(directory);
  processes.start("sh", ["-c", "echo no such flag; exit 1"]);
  try {
    for (let tries = 0; tries < 200; tries++) {
      processes.assertRunning();
      await sleep(20);
    }
    throw new Error("it was not told");
  } catch (error) {
    expect(error).toMatchObject({ message: "The local Kubernetes cluster did not start: sh ended\nno such flag" });
  } finally {
    await processes.stop();
  }
});
