/**
 * The same verdicts everywhere: what the rules say of what manifests render, of what the real engine previews and applies, and of the state
 * that is left. Each run by hand starts the policy pack anew, which takes long.
 */
import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { auditDocument, type Evidence } from "../../core/results/evidence.ts";
import { sampleTiers } from "../../docs/tiers/sampleTenants.ts";
import { rules } from "../helpers/allRules.ts";
import { byHand } from "../helpers/byHand.ts";
import { copyEstate, root, withoutCheckpoints, type Outcome, type TestEstate } from "../helpers/cli.ts";
import { readVerdicts, verdictsOf, type Verdicts } from "../helpers/policyEvents.ts";

jest.setTimeout(600_000);

/** The example's tenants, and one that has ordered all that a tier of infrastructure has. */
const tenants = ["acme", "globex", "hooli", "initech", "iaas-standard-2"];

/** Settings by which what the tiers render is not enough, so that there is something to find; one is only told of, one waived. */
const strict = `  policies:
    settings:
      logging/log-retention: { days: 3653 }
      logging/flow-logs-of-sensitive-networks: { dataClasses: [public, internal, confidential, restricted] }
      database/backed-up: { days: 35 }
      network/egress-bounded: { ports: [853] }
    enforcement:
      - { rule: network/egress-bounded, level: advisory, reason: "Looked at in the first quarter" }
`;

const pack = join(root, "policies");
const alone = new Set(rules.filter(({ looksAt }) => looksAt === "resource").map(({ id }) => id));

let estate: TestEstate;
let env: Record<string, string>;

beforeAll(async () => {
  estate = copyEstate("example", withoutCheckpoints);
  const sample = sampleTiers().find(({ resolved }) => resolved.id === "iaas-standard-2");
  writeFileSync(join(estate.directory, "estate/tenants/iaas-standard-2.yaml"), sample?.manifest ?? "");
  env = { ...(await byHand(estate)), PULUMI_DEBUG_COMMANDS: "true" };
  for (const tenant of tenants) {
    const made = await estate.run("pulumi", ["stack", "init", tenant, "--non-interactive"], { env });
    if (made.code !== 0) throw new Error(made.stderr);
  }
});

afterAll(() => {
  estate.remove();
});

const logOf = (verb: string, tenant: string): string => join(estate.directory, `${verb}-${tenant}.log`);
const pulumi = (verb: "preview" | "up", tenant: string): Promise<Outcome> => {
  const args = [verb, "-s", tenant, "--non-interactive", "--policy-pack", pack, "--event-log", logOf(verb, tenant)];
  return estate.run("pulumi", verb === "up" ? [...args, "-y", "--skip-preview"] : args, { env });
};
const audit = async (...args: string[]): Promise<Evidence> => {
  const { stdout, stderr } = await estate.tenantry([
    "audit",
    "--all",
    "--json",
    "--now",
    "2026-12-01T00:00:00Z",
    ...args,
  ]);
  if (stdout === "") throw new Error(stderr);
  return auditDocument.parse(JSON.parse(stdout)).evidence;
};
const judged = (evidence: Evidence, tenant: string): Verdicts =>
  verdictsOf(evidence, tenant, (rule) => alone.has(rule));

describe("an estate that keeps to the rules", () => {
  let rendered: Evidence;
  beforeAll(async () => {
    rendered = await audit();
  });

  test.each(tenants)(
    "%s: a preview stops for nothing, and its verdicts are those of the rendering or none yet",
    async (tenant) => {
      const preview = await pulumi("preview", tenant);
      expect(preview.code).toBe(0);
      const { findings, passed } = readVerdicts(logOf("preview", tenant));
      const whole = judged(rendered, tenant);
      expect(findings).toEqual([]);
      expect(whole.findings).toEqual([]);
      expect(passed.filter((verdict) => !whole.passed.includes(verdict))).toEqual([]);
      expect(passed.length).toBeGreaterThan(whole.passed.length / 2);
    },
  );

  test.each(tenants)("%s: what is applied has the verdicts of the rendering", async (tenant) => {
    const up = await pulumi("up", tenant);
    expect({ code: up.code, out: up.stdout.slice(up.code === 0 ? up.stdout.length : -2_000) }).toEqual({
      code: 0,
      out: "",
    });
    expect(readVerdicts(logOf("up", tenant))).toEqual(judged(rendered, tenant));
  });

  test("what runs has the verdicts of the rendering, and again", async () => {
    const running = await audit("--of", "state");
    for (const tenant of tenants) expect(judged(running, tenant)).toEqual(judged(rendered, tenant));
    expect(await audit("--of", "state")).toEqual(running);
  });
});

describe("an estate that does not", () => {
  let rendered: Evidence;
  beforeAll(async () => {
    const file = join(estate.directory, "estate/estate.yaml");
    writeFileSync(file, readFileSync(file, "utf8").replace(/^ {2}cells:/m, `${strict}  cells:`));
    const waived = {
      rule: "database/backed-up",
      tenant: "iaas-standard-2",
      resource: "aws:rds/instance:Instance main-*",
      reason: "The tier is replaced in spring",
      requester: "ops@sample.example",
      approver: "security@northwind.example",
      granted: "2026-11-01",
      expires: "2027-01-15",
    };
    const document = { apiVersion: "tenantry.dev/v1", kind: "Waivers", spec: { waivers: [waived] } };
    writeFileSync(join(estate.directory, "estate/waivers.yaml"), JSON.stringify(document));
    rendered = await audit();
  });

  test("has findings that stop, that are told, and that are waived", () => {
    const { findings } = judged(rendered, "iaas-standard-2");
    expect(findings.filter((text) => text.startsWith("network/egress-bounded:told ")).length).toBeGreaterThan(0);
    expect(
      findings.filter((text) => /^database\/backed-up:told .* Waived until 2027-01-15\.$/.test(text)).length,
    ).toBeGreaterThan(0);
    expect(judged(rendered, "acme").findings.filter((text) => !text.includes(":told")).length).toBeGreaterThan(0);
  });

  test.each(["acme", "iaas-standard-2"])("%s: a preview stops, with the findings of the rendering", async (tenant) => {
    const preview = await pulumi("preview", tenant);
    expect(preview.code).not.toBe(0);
    expect(readVerdicts(logOf("preview", tenant)).findings).toEqual(judged(rendered, tenant).findings);
  });

  test.each(tenants)("%s: the engine's analysis of the state has the findings of the rendering", async (tenant) => {
    const exported = join(estate.directory, `${tenant}.json`);
    await estate.run("pulumi", ["stack", "export", "-s", tenant, "--file", exported], { env });
    const args = ["policy", "analyze", "--file", exported, "--policy-pack", pack, "--json", "--non-interactive"];
    const { stdout } = await estate.run("pulumi", args, { env });
    const log = logOf("analyze", tenant);
    writeFileSync(log, stdout);
    expect(readVerdicts(log).findings).toEqual(judged(rendered, tenant).findings);
  });

  test("our own analysis of the state has them too", async () => {
    const running = await audit("--of", "state");
    for (const tenant of tenants) expect(judged(running, tenant)).toEqual(judged(rendered, tenant));
  });
});
