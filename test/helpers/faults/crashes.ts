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
  /** How many runs are killed; half of them alone, half with all that they have started. */
  readonly moments: number;
  /** After how many of them the fleet is brought up whole and looked at; then some of it is destroyed, so that there is work. */
  readonly lookAfter: number;
  /** How long the shortest and the longest run live, in milliseconds after their first stack began. */
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
  const crash = (moment: number, args: readonly string[]): Promise<boolean> =>
    killOne(marked, [...args, "-j", "4"], moment % 2 === 0 ? "runner" : "tree", random.between(shortest, longest));
  for (let moment = 0; moment < moments; moment++) {
    const cut = await crash(moment, ["up", "--all"]);
    if ((moment + 1) % lookAfter !== 0 && moment + 1 < moments) continue;
    const wrong = await goOn(estate, marked, cut);
    if (wrong.length > 0 || moment + 1 === moments) return wrong.map((line) => `moment ${String(moment)}: ${line}`);
    // So that there is work again.
    const some = ids.filter(() => random.next() < 0.5);
    if (some.length > 0) await crash(moment + 1, ["destroy", ...some, "--yes"]);
  }
  return [];
}

/** @returns whether it was killed before its end. */
async function killOne(marked: Marked, args: readonly string[], death: Death, delay: number): Promise<boolean> {
  const run = marked.start(args);
  await run.said(" started");
  await Promise.race([sleep(delay), run.ended]);
  const cut = run.child.exitCode === null;
  if (death === "tree") marked.killAll();
  run.child.kill("SIGKILL");
  const { code, stdout, stderr } = await run.ended;
  // Usage, or an estate that is not valid: the test is wrong.
  if (code === 2) throw new Error(`${stdout}\n${stderr}`);
  const when = `${death} killed after ${String(delay)} ms${cut ? "" : ", too late"}`;
  process.stderr.write(`${args.slice(0, -2).join(" ")}: ${when}\n`);
  return cut;
}

/** Goes on with the run that was killed, which brings the fleet up, and looks at what has come of it. */
async function goOn(estate: TestEstate, marked: Marked, cut: boolean): Promise<string[]> {
  const args = cut ? ["runs", "resume"] : ["up", "--all"];
  const { code, stdout, stderr } = await marked.start([...args, "-j", "4"]).ended;
  if (code !== 0) return [`the next run ends with ${String(code)}\n${stdout}\n${stderr}`];
  const settled = stderr.split("\n").filter((line) => line.includes("settled what"));
  process.stderr.write(`${settled.join("\n")}\n`);
  if (!(await marked.gone(grace))) {
    marked.killAll();
    return ["processes are left"];
  }
  return differences(estate);
}
