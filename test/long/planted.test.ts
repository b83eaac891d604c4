/** C10: secrets that are given to the verbs are found nowhere afterwards: not in state, journal, trail, events, plans, reports or output. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { existsSync } from "node:fs";
import { join } from "node:path";

import { byHand } from "../helpers/byHand.ts";
import { copyEstate, type Outcome, type TestEstate } from "../helpers/cli.ts";

const planted = {
  PULUMI_CONFIG_PASSPHRASE: "hunter2-passphrase",
  AWS_SECRET_ACCESS_KEY: "hunter2-access-key",
  AWS_SESSION_TOKEN: "hunter2-session-token",
};
const configured = "hunter2-configured";

let estate: TestEstate;
const said: string[] = [];

const tenantry = async (...args: string[]): Promise<Outcome> => {
  const outcome = await estate.tenantry(args, { env: planted });
  said.push(outcome.stdout, outcome.stderr);
  return outcome;
};

beforeAll(() => {
  estate = copyEstate("base");
});

afterAll(() => {
  estate.remove();
});

test("no verb leaves a secret behind", async () => {
  const file = (name: string): string => join(estate.directory, name);
  expect((await tenantry("up", "acme", "--json", "--events", file("up.jsonl"))).code).toBe(0);
  const env = { ...(await byHand(estate)), ...planted };
  const set = ["config", "set", "--secret", "token", configured, "-s", "acme", "--non-interactive"];
  expect(await estate.run("pulumi", set, { env })).toMatchObject({ code: 0 });

  estate.edit("tenants/acme.yaml", "[assets, backups]", "[assets, backups, more]");
  expect((await tenantry("preview", "acme", "--json")).code).toBe(0);
  expect((await tenantry("plan", "acme", "--out", file("plan"))).code).toBe(0);
  expect((await tenantry("apply", file("plan"), "--json", "--events", file("apply.jsonl"))).code).toBe(0);
  expect((await tenantry("drift", "acme", "--json")).code).toBe(0);
  await tenantry("audit", "acme", "--of", "state", "--output", file("reports"));
  expect((await tenantry("runs", "--json")).code).toBe(0);
  expect((await tenantry("orphans", "acme", "--json")).code).toBe(0);
  expect((await tenantry("destroy", "acme", "--yes", "--json")).code).toBe(0);

  for (const name of ["up.jsonl", "apply.jsonl", "plan/plan.json", "plan/summary.md", "reports"]) {
    expect([name, existsSync(file(name))]).toEqual([name, true]);
  }
  expect(said.join("\n")).not.toContain("hunter2");
  const found = await estate.run("grep", ["-rlF", "hunter2", estate.directory]);
  expect(found.stdout).toBe("");
});
