/** What goes wrong on the real engine, and how it is told. */
import { afterEach, beforeEach, describe, expect, jest, test } from "@jest/globals";
import { randomUUID } from "node:crypto";

import { statusDocument } from "../../../core/results/documents.ts";
import { byHand } from "../../helpers/byHand.ts";
import { copyEstate, type Outcome, type TestEstate } from "../../helpers/cli.ts";
import { untilGone } from "../../helpers/processesWith.ts";
import { runResults } from "../../helpers/runResults.ts";
import { onLinux } from "../../helpers/skip.ts";

jest.setTimeout(600_000);

let estate: TestEstate;

beforeEach(() => {
  estate = copyEstate();
});

afterEach(() => {
  estate.remove();
});

describe("a run that fails", () => {
  test("stops before anything is created when the account or the cluster is not the estate's", async () => {
    estate.edit("estate.yaml", '"000000000000"', '"111122223333"');
    estate.edit("estate.yaml", "clusterUid: 60c62e9c", "clusterUid: 70c62e9c");
    const up = await estate.tenantry(["up", "acme", "globex", "--json"]);
    expect(up.code).toBe(1);
    const [acme, globex] = runResults(up);
    expect(acme?.result).toBe("failed");
    expect(acme?.errors.join("\n")).toContain("111122223333");
    expect(acme?.errors.join("\n")).not.toMatch(/at .*\.ts:\d+/);
    expect(acme?.resources).toBeLessThanOrEqual(2); // the stack and the provider
    expect(globex?.errors).toEqual([
      'The cell "eu-shared-1" is the cluster 70c62e9c-6238-46d3-8e47-dd841d9f9f52 in the estate, and this run reaches ' +
        "the cluster 60c62e9c-6238-46d3-8e47-dd841d9f9f52. Nothing was touched. Correct the credentials or kubeconfig of " +
        "this run, or the cell in estate.yaml.",
    ]);
  });

  test("leaves the other tenants alone, says the cause, and goes on where it stopped", async () => {
    estate.sandbox({
      faults: [
        { type: "aws:ec2/vpc:Vpc", operations: ["create"], code: "VpcLimitExceeded", message: "The limit is reached." },
      ],
    });
    const up = await estate.tenantry(["up", "acme", "globex", "--json"]);
    expect(up.code).toBe(3);
    const [acme, globex] = runResults(up);
    expect(acme?.result).toBe("failed");
    expect(acme?.errors.join("\n")).toContain("VpcLimitExceeded");
    expect(globex?.result).toBe("created");
    estate.sandbox({});
    const again = await estate.tenantry(["up", "acme", "globex", "--json"]);
    expect(again.code).toBe(0);
    expect(runResults(again).map(({ result, resources }) => [result, resources])).toEqual([
      ["updated", 32],
      ["unchanged", 39],
    ]);
  });

  test("says that the disk is full when the inventory cannot grow", async () => {
    estate.sandbox({ maxPageCount: 1 });
    const up = await estate.tenantry(["up", "acme", "--json"]);
    expect(up.code).toBe(1);
    expect(runResults(up)[0]?.errors.join("\n")).toMatch(/full/i);
  });

  test("finishes what is under way when it is interrupted, and the next run goes on", async () => {
    estate.sandbox({ latency: [{ type: "aws:ec2/*", operations: ["create"], milliseconds: 1500 }] });
    let interrupted = false;
    const up = await estate.tenantry(["up", "acme", "globex", "--concurrency", "1", "--json"], {
      onStderr: (text, kill) => {
        if (interrupted || !text.includes("acme: up started")) return;
        interrupted = true;
        setTimeout(() => {
          kill("SIGINT");
        }, 3000);
      },
    });
    expect(up.stderr).toContain("interrupted: finishing what is under way");
    expect(up.code).toBe(130);
    expect(runResults(up).map(({ tenant, result }) => [tenant, result])).toEqual([
      ["acme", "interrupted"],
      ["globex", "not-started"],
    ]);
    estate.sandbox({});
    const again = await estate.tenantry(["up", "acme", "--json"]);
    expect(again.code).toBe(0);
    expect(runResults(again)[0]).toMatchObject({ resources: 32, errors: [] });
  });
});

describe("a run by hand that fails", () => {
  onLinux("leaves no process behind when it is interrupted, and goes on where it stopped", async () => {
    const mark = `TENANTRY_TEST=${randomUUID()}`;
    const env = { ...(await byHand(estate)), TENANTRY_TEST: mark.slice("TENANTRY_TEST=".length) };
    estate.sandbox({ latency: [{ type: "aws:ec2/*", operations: ["create"], milliseconds: 2000 }] });
    const pulumi = (...args: string[]): Promise<Outcome> =>
      estate.run("pulumi", [...args, "-s", "acme", "--non-interactive"], { env });
    await pulumi("stack", "init");
    const up = await estate.run("pulumi", ["up", "-y", "-s", "acme", "--non-interactive"], {
      env,
      interruptOn: "aws:ec2:Vpc web creating",
    });
    expect([up.code === 0, up.stdout + up.stderr]).toEqual([false, expect.stringMatching(/cancel/i)]);
    await untilGone(mark);
    estate.sandbox({});
    const again = await pulumi("up", "-y");
    expect(again.stdout).toMatch(/Resources:[^]*\+ \d+ created/);
    const status = await estate.tenantry(["status", "--json"]);
    expect(statusDocument.parse(JSON.parse(status.stdout)).tenants[0]).toMatchObject({
      tenant: "acme",
      state: "in-sync",
      resources: 32,
    });
  });
});
