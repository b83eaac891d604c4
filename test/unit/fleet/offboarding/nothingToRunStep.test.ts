import { expect, test } from "@jest/globals";

import type { EstateTenant } from "../../../../core/estate/estate.ts";
import { nothingDone, type RunOutcome } from "../../../../core/results/runOutcome.ts";
import { nothingToRunStep } from "../../../../fleet/offboarding/nothingToRunStep.ts";
import { baseEstate } from "../../../helpers/baseEstate.ts";
import { baseTexts } from "../../../helpers/estateFiles.ts";

const done = nothingDone({ result: "updated" });
const there = { resources: [{ type: "pulumi:pulumi:Stack" }] };

function acme(lines: string): EstateTenant {
  const manifest = (baseTexts()["tenants/acme.yaml"] ?? "").replace("  ring: general\n", `  ring: general\n${lines}`);
  const [tenant] = baseEstate({ "tenants/acme.yaml": manifest }).tenants;
  if (tenant === undefined) throw new Error("there is no acme");
  return tenant;
}

const left = "  state: offboarded\n  offboarding: { requested: 2026-12-01, retainUntil: 2026-12-31";
const [active, kept, purged] = [
  acme(""),
  acme(`${left} }\n`),
  acme(`${left}, purge: { approved: 2026-12-31, by: ops@northwind.example } }\n`),
];

const run = (verb: "up" | "preview", { resolved }: EstateTenant, deployment: unknown): Promise<RunOutcome> =>
  nothingToRunStep(verb, { read: () => Promise.resolve(deployment) })(
    { subject: { kind: "tenant", resolved }, signal: new AbortController().signal, onProgress: () => undefined },
    () => Promise.resolve(done),
  );

test("runs who stays, and who has left and has something to be kept", async () => {
  expect(await run("up", active, undefined)).toBe(done);
  expect(await run("up", kept, there)).toBe(done);
});

test("makes nothing for who has left and has nothing", async () => {
  for (const tenant of [kept, purged]) {
    expect(await run("up", tenant, undefined)).toEqual(nothingDone({ result: "unchanged" }));
    expect(await run("preview", tenant, { resources: [] })).toMatchObject({
      result: "previewed",
      steps: { steps: [], same: 0 },
    });
  }
});

test("deletes nothing of a tenant that is being deleted: that is for purge, which proves it", async () => {
  expect(await run("up", purged, there)).toMatchObject({
    result: "refused",
    errors: ["Nothing of acme is to be there any more, and `up` deletes no tenant: tenantry purge acme --yes"],
  });
});
