/** A runner that is killed in the middle of creates: its engines finish what is under way, and the next run goes on. */
import { afterEach, beforeEach, describe, expect, jest } from "@jest/globals";
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { copyEstate, type TestEstate } from "../../helpers/cli.ts";
import { engineLocks } from "../../helpers/engineLocks.ts";
import { untilGone } from "../../helpers/processesWith.ts";
import { runResults } from "../../helpers/runResults.ts";
import { duplicates, simulatedObjects } from "../../helpers/simulatedObjects.ts";
import { onLinux } from "../../helpers/skip.ts";

jest.setTimeout(600_000);

let estate: TestEstate;
let mark: string;

beforeEach(() => {
  mark = randomUUID();
  estate = copyEstate("example", { TENANTRY_TEST: mark });
});

afterEach(() => {
  estate.remove();
});

interface Deployment {
  readonly resources?: readonly { readonly urn: string; readonly id?: string }[];
  readonly pending_operations?: readonly unknown[] | null;
}

function stateOf(stack: string): Deployment {
  const file = join(estate.stateDirectory, "state/.pulumi/stacks/tenantry", `${stack}.json`);
  return (
    (JSON.parse(readFileSync(file, "utf8")) as { checkpoint: { latest: Deployment | null } }).checkpoint.latest ?? {}
  );
}

describe("kill -9 of the runner alone", () => {
  onLinux("leaves no operation pending, no lock and no process, and the next run makes nothing twice", async () => {
    const creates = { operations: ["create"], milliseconds: 1500 };
    estate.sandbox({
      latency: [
        { type: "aws:ec2/*", ...creates },
        { type: "kubernetes:core/*", ...creates },
      ],
    });
    const objects = (stack: string): number => simulatedObjects(estate).filter((each) => each.stack === stack).length;
    let killed = false;
    const up = await estate.tenantry(["up", "acme", "globex"], {
      onStderr: (text, kill) => {
        if (killed || !text.includes("globex: up started")) return;
        killed = true;
        const timer = setInterval(() => {
          if (objects("acme") === 0 || objects("globex") === 0) return;
          clearInterval(timer);
          kill("SIGKILL");
        }, 50);
      },
    });
    expect(up.code).toBe(null);
    await untilGone(`TENANTRY_TEST=${mark}`);

    for (const stack of ["acme", "globex"]) {
      const { resources = [], pending_operations: pending } = stateOf(stack);
      expect(pending ?? []).toEqual([]);
      const inState = new Map(resources.map(({ urn, id }) => [urn, id]));
      const made = simulatedObjects(estate).filter((each) => each.stack === stack);
      expect(made.length).toBeGreaterThan(0);
      expect(made.map(({ urn }) => [urn, inState.get(urn)])).toEqual(made.map(({ urn, id }) => [urn, id]));
    }
    expect(engineLocks(estate)).toEqual([]);

    estate.sandbox({});
    const again = await estate.tenantry(["up", "acme", "globex", "--json"]);
    expect(runResults(again).map(({ tenant, resources, errors }) => [tenant, resources, errors])).toEqual([
      ["acme", 32, []],
      ["globex", 39, []],
    ]);
    expect(duplicates(estate)).toEqual([]);
  });
});
