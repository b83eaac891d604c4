import type { TestEstate } from "../cli.ts";
import { runResults } from "../runResults.ts";
import { differences } from "./converged.ts";
import { roomForFleets } from "./fleet.ts";

/** Targets that now and then throttle, fail, or lose an answer after the deed. */
export const badDay = {
  limits: roomForFleets,
  faults: [
    { code: "ThrottlingException", message: "Rate exceeded", probability: 0.2 },
    { code: "InternalFailure", message: "The target has trouble of its own.", probability: 0.05 },
    {
      operations: ["create", "update", "delete"],
      code: "RequestTimeout",
      message: "No answer came.",
      probability: 0.02,
      when: "lost",
    },
  ],
} as const;

/** Lets a fleet of `smallFleet` wait for nothing before it tries again, and try often. */
export function tryOften(estate: TestEstate): void {
  estate.edit(
    "estate.yaml",
    "perAccount: 64",
    "perAccount: 64, retries: 20, cellFailures: 1000, waitSeconds: { throttled: 0, conflict: 0, transient: 0, most: 0 }",
  );
}

/** Runs `up --all` and gives how each tenant ended. */
export async function upAll(estate: TestEstate, more: readonly string[] = []) {
  const up = await estate.tenantry(["up", "--all", "-j", "4", "--json", ...more]);
  try {
    return { code: up.code, results: runResults(up) };
  } catch {
    throw new Error(`up ended with ${String(up.code)}\n${up.stdout}\n${up.stderr}`);
  }
}

/** Has all come up, and looks: how it ended, what was reported, and what is not as it should be. */
export async function comeUp(estate: TestEstate) {
  const { code, results } = await upAll(estate);
  const errors = results.flatMap((result) => result.errors);
  return { code, errors, differences: code === 0 ? await differences(estate) : [] };
}
