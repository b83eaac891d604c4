import { expect, test } from "@jest/globals";
import { spawn } from "node:child_process";
import { once } from "node:events";

import { RunningEngines } from "../../../../fleet/engine/runningEngines.ts";
import { startTimeOf } from "../../../../fleet/leases/processes.ts";
import type { CellSubject } from "../../../../fleet/stackSubject.ts";

const subjectOf = (id: string): CellSubject => ({ kind: "cell", cell: { id } as CellSubject["cell"] });
const [here, there] = [subjectOf("here"), subjectOf("there")];

/** Starts a process that says how many interrupts it got, and ends at the second. */
async function startEngine() {
  const program = `let got = 0;
    process.on("SIGINT", () => { console.log(++got); if (got === 2) process.exit(7); });
    setInterval(() => {}, 1000); console.log("ready");`;
  const child = spawn(process.execPath, ["--eval", program], { stdio: ["ignore", "pipe", "inherit"] });
  await once(child.stdout, "data");
  const pid = child.pid ?? 0;
  return { child, process: { pid, startTime: startTimeOf(pid) } };
}

test("an engine that was interrupted and does not end is signalled again, and no other's is", async () => {
  const engine = await startEngine();
  const ended = once(engine.child, "exit");
  const engines = new RunningEngines();
  engines.started(here, engine.process);
  engine.child.kill("SIGINT");
  const [first] = (await once(engine.child.stdout, "data")) as [Buffer];
  engines.endAtOnce(there);
  engines.endAtOnce(here);
  expect([first.toString(), await ended]).toEqual(["1\n", [7, null]]);
  // It is gone, and so is whoever had its number before.
  engines.endAtOnce(here);
});

test("a process that has got an engine's number since is left alone", async () => {
  const other = await startEngine();
  const engines = new RunningEngines();
  engines.started(here, { ...other.process, startTime: other.process.startTime - 1 });
  other.child.kill("SIGINT");
  await once(other.child.stdout, "data");
  engines.endAtOnce(here);
  const ended = once(other.child, "exit");
  other.child.kill("SIGKILL");
  expect(await ended).toEqual([null, "SIGKILL"]);
});
