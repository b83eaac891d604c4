/** A runner that is killed in the middle of creates: its engines finish what is under way, and the next run goes on. */
import { afterEach, beforeEach, describe, expect, jest } from "@jest/globals";
import { randomUUID } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { runDocument } from "../../../core/results/tenantRun.ts";
import { copyEstate, type TestEstate } from "../../helpers/cli.ts";
import { processesWith } from "../../helpers/processesWith.ts";
import { simulatedObjects } from "../../helpers/simulatedObjects.ts";
import { testUnless } from "../../helpers/skip.ts";

jest.setTimeout(600_000);

let estate: TestEstate;
let mark: string;

beforeEach(() => {
  mark = randomUUID();
  estate = copyEstate("example", { TENANTRY_TEST: mark });
  mkdirSync(estate.stateDirectory, { recursive: true });
});

afterEach(() => {
  estate.remove();
});

interface Deployment {
  readonly resources?: readonly { readonly urn: string; readonly id?: string }[];
  readonly pending_operations?: readonly unknown[] | null;
}

const kept = (...path: string[]): string => join(estate.stateDirectory, "state", ".pulumi", ...path);

function stateOf(stack: string): Deployment {
  const file = kept("stacks", "tenantry", `${stack}.json`);
  return (
    (JSON.parse(readFileSync(file, "utf8")) as { checkpoint: { latest: Deployment | null } }).checkpoint.latest ?? {}
  );
}

/** Every file below a directory. */
function filesIn(directory: string): string[] {
  if (!existsSync(directory)) return [];
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name);
}

describe("kill -9 of the runner alone", () => {
  const onLinux = testUnless(
    process.platform === "linux" ? undefined : "only Linux tells a process that its parent is gone",
  );

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
    while (processesWith(`TENANTRY_TEST=${mark}`).length > 0) await sleep(100);

    for (const stack of ["acme", "globex"]) {
      const { resources = [], pending_operations: pending } = stateOf(stack);
      expect(pending ?? []).toEqual([]);
      const inState = new Map(resources.map(({ urn, id }) => [urn, id]));
      const made = simulatedObjects(estate).filter((each) => each.stack === stack);
      expect(made.length).toBeGreaterThan(0);
      expect(made.map(({ urn }) => [urn, inState.get(urn)])).toEqual(made.map(({ urn, id }) => [urn, id]));
    }
    expect(filesIn(kept("locks"))).toEqual([]);

    estate.sandbox({});
    const again = await estate.tenantry(["up", "acme", "globex", "--json"]);
    const { results } = runDocument.parse(JSON.parse(again.stdout));
    expect(results.map(({ tenant, resources, errors }) => [tenant, resources, errors])).toEqual([
      ["acme", 32, []],
      ["globex", 39, []],
    ]);
    const urns = simulatedObjects(estate).map(({ urn }) => urn);
    expect(urns.toSorted()).toEqual([...new Set(urns)].toSorted());
  });
});
