/** What the runner does when targets fail, on the real engine over the sandbox's faults. */
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { runEvent } from "../../../core/results/runEvents.ts";
import { copyEstate, type TestEstate } from "../../helpers/cli.ts";
import { baseTexts } from "../../helpers/estateFiles.ts";
import { runResults } from "../../helpers/runResults.ts";

let estate: TestEstate;

beforeEach(() => {
  estate = copyEstate("base");
});

afterEach(() => {
  estate.remove();
});

const limits = (settings: object): void => {
  estate.edit("estate.yaml", "  currency: EUR", `  fleet: { limits: ${JSON.stringify(settings)} }\n  currency: EUR`);
};

test("a fifth of all requests throttled is got over by trying again, and each wait is told", async () => {
  limits({ waitSeconds: { throttled: 0.2 } });
  const fault = { type: "aws:*", operations: ["create"], code: "ThrottlingException", message: "Rate exceeded" };
  estate.sandbox({ faults: [{ ...fault, probability: 0.2 }] });
  const up = await estate.tenantry(["up", "acme", "--retries", "20", "--events", "events.jsonl", "--json"]);
  const [acme] = runResults(up);
  expect([up.code, acme]).toMatchObject([0, { result: "created", failure: null, errors: [] }]);
  const lines = readFileSync(join(estate.directory, "events.jsonl"), "utf8").trimEnd().split("\n");
  const events = lines.map((line) => runEvent.parse(JSON.parse(line)));
  const waits = events.filter(({ event }) => event === "waiting");
  expect(waits.length).toBeGreaterThan(0);
  expect(waits).toHaveLength((acme?.attempts ?? 0) - 1);
  for (const wait of waits) expect(wait).toMatchObject({ id: "acme", failure: "throttled" });
  expect([events.at(0), events.at(-1)]).toMatchObject([
    { event: "run-started", verb: "up", what: "tenants", total: 1 },
    { event: "run-ended", counts: { created: 1 }, exitCode: 0 },
  ]);
  // All attempts together made each resource once.
  expect(acme?.changes).toMatchObject({ create: acme?.resources, update: 0, replace: 0, delete: 0, same: 0 });
});

test("what is wrong by itself is tried once, and told in one line", async () => {
  const fault = { type: "aws:ec2/vpc:Vpc", operations: ["create"], code: "VpcLimitExceeded", message: "No more VPCs." };
  estate.sandbox({ faults: [fault] });
  const up = await estate.tenantry(["up", "acme"]);
  expect([up.code, up.stderr]).toEqual([
    1,
    expect.stringMatching(/^acme: failed in .* \(1 of 1\): aws:ec2\/vpc:Vpc .*VpcLimitExceeded: No more VPCs\.$/m),
  ]);
  expect(up.stderr).not.toContain("tried again");
  expect(up.stdout).toMatch(/^acme: aws:ec2\/vpc:Vpc .*VpcLimitExceeded: No more VPCs\.$/m);
});

test("a cell that is down is left alone after so many failures, and the others go on", async () => {
  limits({ cellFailures: 2 });
  const { "tenants/acme.yaml": acme = "", "tenants/globex.yaml": globex = "" } = baseTexts();
  const copy = (id: string): string => globex.replace("id: globex", `id: ${id}`);
  estate.onlyTenants({
    aa: copy("aa"),
    bb: copy("bb"),
    cc: copy("cc"),
    dd: copy("dd"),
    zz: acme.replace("id: acme", "id: zz"),
  });
  estate.sandbox({ faults: [{ type: "kubernetes:*", code: "ServiceUnavailable", message: "later" }] });
  const up = await estate.tenantry(["up", "--all", "-j", "1", "--retries", "0", "--json"]);
  const reason =
    'The cell "eu-shared-1" does not answer as it should: 2 in a row have failed there, by no fault of their own. ' +
    "Run the rest again when it does.";
  expect(
    runResults(up).map(({ tenant, result, failure, notStarted }) => [tenant, result, failure, notStarted]),
  ).toEqual([
    ["aa", "failed", "transient", undefined],
    ["bb", "failed", "transient", undefined],
    ["cc", "not-started", null, reason],
    ["dd", "not-started", null, reason],
    ["zz", "created", null, undefined],
  ]);
  // Told once, when it is stopped.
  expect([up.code, up.stderr.split(reason).length]).toEqual([3, 2]);
});

test("a tenant that takes too long is ended gracefully, is told what to do, and goes on next time", async () => {
  estate.sandbox({ latency: [{ type: "aws:ec2/*", operations: ["create"], milliseconds: 3_000 }] });
  const up = await estate.tenantry(["up", "acme", "--timeout", "5s", "--json"]);
  const [late] = runResults(up);
  expect([up.code, late?.result, late?.failure, late?.errors[0]]).toEqual([
    1,
    "failed",
    "timed-out",
    expect.stringMatching(/^It was not done within 5 seconds\. .*--timeout/),
  ]);
  estate.sandbox({});
  const again = await estate.tenantry(["up", "acme", "--json"]);
  expect([again.code, runResults(again)[0]?.errors]).toEqual([0, []]);
});
