import { statSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import type { TestEstate } from "../cli.ts";
import { differences } from "./converged.ts";
import { roomForFleets, smallFleet } from "./fleet.ts";
import { markProcesses, type Marked } from "./processes.ts";
import { startRandom } from "./random.ts";

/** What dies: the process that a person or a CI job started, or with it all that it has started. */
export type Death = "runner" | "tree";

/** Runs that are killed again and again, and what comes of it. */
export interface CrashTest {
  readonly estate: TestEstate;
  /** How many tenants there are. */
  readonly size: number;
  /** How many runs are killed: of `up` and of `destroy` by turns, half of them alone, half with all that they have started. */
  readonly moments: number;
  /** After how many of them the fleet is brought up whole and looked at. */
  readonly lookAfter: number;
  /** How long the shortest and the longest run live, in milliseconds after their first stack began, or, mostly, after their first deed. */
  readonly shortest: number;
  readonly longest: number;
}

/** How long what a dead runner has started may take to finish what is under way, in milliseconds. */
const grace = 20_000;

/** Targets that take their time, before the deed and after it. */
const slowTargets = {
  limits: roomForFleets,
  latency: [
    { type: "*", operations: ["create", "delete"], milliseconds: 50 },
    { type: "*", operations: ["create", "delete"], milliseconds: 250, when: "after" },
  ],
} as const;

/** Kills runs of a small fleet at moments of chance. @returns everything that was not as it should be, in lines. */
export async function crashAgainAndAgain(test: CrashTest): Promise<string[]> {
  const { estate, size, moments, lookAfter, shortest, longest } = test;
  const ids = smallFleet(estate, size);
  estate.sandbox(slowTargets);
  const random = startRandom("crashes");
  const marked = markProcesses(estate);
  let cuts = 0;
  for (let moment = 0; moment < moments; moment++) {
    const [round, place] = [Math.floor(moment / lookAfter), moment % lookAfter];
    // By turns, so that each has work; the fleet is up after a look, and not yet at the beginning.
    const verb = (place + (round === 0 ? 0 : 1)) % 2 === 0 ? "up" : "destroy";
    const some = ids.filter(() => random.next() < 0.5);
    const args = verb === "up" ? ["up", "--all"] : ["destroy", ...(some.length > 0 ? some : ids), "--yes"];
    // Two and two, so that each verb dies both ways; which is first is another with each round.
    const death = (Math.floor(place / 2) + round) % 2 === 0 ? "runner" : "tree";
    // Most die at work, however long a busy machine takes to begin it; some before.
    const begun = random.next() < 0.75 ? touched(estate) : undefined;
    const cut = await killOne(marked, [...args, "-j", "4"], death, { begun, delay: random.between(shortest, longest) });
    if (cut) cuts++;
    if (place + 1 < lookAfter && moment + 1 < moments) continue;
    const wrong = await goOn(estate, marked, cut, verb);
    if (wrong.length > 0) return wrong.map((line) => `moment ${String(moment)}: ${line}`);
  }
  // Runs that end by themselves try nothing.
  return cuts > 0 ? [] : [`none of ${String(moments)} runs was cut: each had ended before it was killed`];
}

/** When a run is killed: so many milliseconds after its first word, or after something has happened as well. */
interface Moment {
  readonly begun: (() => boolean) | undefined;
  readonly delay: number;
}

/** Says whether a target has been changed since this was asked for: its inventory is SQLite's file and what is written ahead of it. */
function touched(estate: TestEstate): () => boolean {
  const looks = (): string =>
    ["inventory.sqlite", "inventory.sqlite-wal"]
      .map((name) => statSync(join(estate.stateDirectory, name), { throwIfNoEntry: false }))
      .map((file) => (file === undefined ? "" : `${String(file.mtimeMs)} ${String(file.size)}`))
      .join(", ");
  const before = looks();
  return () => looks() !== before;
}

/** @returns whether it was killed before its end. */
async function killOne(marked: Marked, args: readonly string[], death: Death, moment: Moment): Promise<boolean> {
  const { begun, delay } = moment;
  const run = marked.start(args);
  await run.said(" started");
  while (begun?.() === false && run.child.exitCode === null) await sleep(50);
  await Promise.race([sleep(delay), run.ended]);
  const cut = run.child.exitCode === null;
  if (death === "tree") marked.killAll();
  run.child.kill("SIGKILL");
  const { code, stdout, stderr } = await run.ended;
  // Usage, or an estate that is not valid: the test is wrong.
  if (code === 2) throw new Error(`${stdout}\n${stderr}`);
  const since = begun === undefined ? "" : " at work";
  const when = `${death} killed after ${String(delay)} ms${since}${cut ? "" : ", too late"}`;
  process.stderr.write(`${args.slice(0, -2).join(" ")}: ${when}\n`);
  return cut;
}

/** Goes on with the run that was killed, brings the fleet up, and looks at what has come of it. */
async function goOn(estate: TestEstate, marked: Marked, cut: boolean, verb: "up" | "destroy"): Promise<string[]> {
  const ups = [...(cut ? [["runs", "resume"]] : []), ...(cut && verb === "up" ? [] : [["up", "--all"]])];
  for (const args of ups) {
    const { code, stdout, stderr } = await marked.start([...args, "-j", "4"]).ended;
    if (code !== 0) return [`${args.join(" ")} ends with ${String(code)}\n${stdout}\n${stderr}`];
    const settled = stderr.split("\n").filter((line) => line.includes("settled what"));
    process.stderr.write(`${[args.join(" "), ...settled].join("\n")}\n`);
  }
  if (!(await marked.gone(grace))) {
    marked.killAll();
    return ["processes are left"];
  }
  return differences(estate);
}
