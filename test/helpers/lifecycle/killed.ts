import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";

import { inheritedEnvironment, root, type Outcome, type TestEstate } from "../cli.ts";
import { startRandom } from "../faults/random.ts";

/** A verb as it is given on a day. */
export interface DatedVerb {
  readonly day: string;
  readonly args: readonly string[];
}

/** A verb that is killed, and what is found afterwards. */
export interface KillTest {
  readonly estate: TestEstate;
  readonly verb: DatedVerb;
  /** At how many moments of chance it is killed. */
  readonly moments: number;
  /** What there is after a run that has ended, as text: the files of the estate when absent. */
  readonly look?: () => Promise<string> | string;
}

/**
 * Runs a verb to its end, then again from the same beginning, killed at moments of chance and started once more: it has to come to the
 * same end.
 *
 * @returns every moment after which it did not, with what there was instead.
 */
export async function killAndRepeat({ estate, verb, moments, look }: KillTest): Promise<string[]> {
  const [now, prepared] = [join(estate.directory, "estate"), join(estate.directory, "prepared")];
  const seen = look ?? (() => textsBelow(now));
  const restore = (): void => {
    rmSync(now, { recursive: true });
    cpSync(prepared, now, { recursive: true });
  };
  cpSync(now, prepared, { recursive: true });
  const began = performance.now();
  const whole = await run(estate, verb);
  const length = performance.now() - began;
  if (whole.code !== 0) throw new Error(`${verb.args.join(" ")} ended with ${String(whole.code)}\n${whole.stderr}`);
  const wanted = await seen();
  const random = startRandom(verb.args.join(" "));
  const found: string[] = [];
  for (let moment = 0; moment < moments; moment++) {
    restore();
    // Not while it only starts: nothing can be half done then.
    const delay = random.between(Math.round(length * 0.3), length);
    await run(estate, verb, delay);
    const again = await run(estate, verb);
    const end = await seen();
    if (again.code === 0 && end === wanted) continue;
    found.push(`killed after ${String(delay)} ms, then ${String(again.code)}\n${again.stderr}${end}`);
  }
  restore();
  rmSync(prepared, { recursive: true });
  return found;
}

/** Runs a verb as a process of its own, to its end or until it is killed. */
async function run({ directory }: TestEstate, { day, args }: DatedVerb, delay?: number): Promise<Outcome> {
  const child = spawn(process.execPath, [join(root, "test/helpers/lifecycle/onDay.ts"), day, ...args], {
    cwd: directory,
    env: inheritedEnvironment(),
    stdio: ["ignore", "pipe", "pipe"],
  });
  let [stdout, stderr] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  const death = delay === undefined ? undefined : setTimeout(() => child.kill("SIGKILL"), delay);
  const [code] = (await once(child, "close")) as [number | null];
  clearTimeout(death);
  return { code, stdout, stderr };
}

/** The names and texts of all files of an estate, without what is no part of it. */
function textsBelow(directory: string): string {
  const names = readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !file.includes("/.tenantry/"))
    .toSorted();
  return names.map((file) => `== ${file}\n${readFileSync(file, "utf8")}`).join("\n");
}
