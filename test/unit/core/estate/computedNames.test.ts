/** Computed names through the whole loader, by kinds made for it: what `validate` and `check` say of them (C1, C2). */
import { expect, test } from "@jest/globals";

import { serviceKinds } from "../../../../components/registry.ts";
import { loadEstate } from "../../../../core/estate/loadEstate.ts";
import type { AnyServiceKind, PlanInput, PlanResult } from "../../../../core/kinds/serviceKind.ts";
import { nameRules } from "../../../../core/names/nameRules.ts";
import { wholeName } from "../../../../core/names/names.ts";
import { estateFiles, baseTexts } from "../../../helpers/estateFiles.ts";

const { paas } = serviceKinds;

/** The problems of the example estate with another kind in the place of `paas`. */
function problems(
  plan: (input: PlanInput<{ environments: string[] }, unknown, unknown>) => PlanResult,
  edit = {},
): object[] {
  const kind = { ...paas, plan } as AnyServiceKind;
  const files = estateFiles({ ...baseTexts(), ...edit });
  return loadEstate(files, "estate", { ...serviceKinds, paas: kind }).diagnostics.map((diagnostic) => ({
    ...diagnostic,
  }));
}

test("a computed name that must stay whole and is too long: the name, its length, the limit and the field (C1)", () => {
  const environment = "an-environment-of-thirty-chars";
  const hosts = ({
    tenantId,
    subscriptionName,
    spec,
  }: PlanInput<{ environments: string[] }, unknown, unknown>): PlanResult => ({
    bundle: undefined,
    problems: spec.environments.flatMap((name, index) => {
      const host = wholeName(nameRules.hostLabel, [name, subscriptionName, tenantId]);
      return "problem" in host ? [{ concern: "name", path: ["environments", index], ...host.problem }] : [];
    }),
  });
  const id = "globex-of-the-very-long-name";
  const globex = (baseTexts()["tenants/globex.yaml"] ?? "")
    .replace("id: globex", `id: ${id}`)
    .replace("staging", environment);
  const edit = { "tenants/globex.yaml": undefined, [`tenants/${id}.yaml`]: globex };
  expect(problems(hosts, edit)).toEqual([
    {
      code: "TEN209",
      severity: "error",
      message: `The computed DNS label of a host "${environment}-0-apps-0-${id}" has 68 characters.`,
      allowed: "at most 63; it is used whole and never shortened",
      fix: `It is joined from "${environment}", "apps", "${id}": shorten them by 5 characters in all.`,
      field: "spec.subscriptions[0].spec.environments[1]",
      where: { path: `estate/tenants/${id}.yaml`, line: 21, column: 36 },
    },
  ]);
});

test("two tenants whose computed names are one: both places are named (C2)", () => {
  const careless = ({ cell, spec }: PlanInput<{ environments: string[] }, unknown, unknown>): PlanResult => ({
    bundle: {},
    claims: [
      {
        type: "name",
        scope: `cell/${cell.id}/namespaces`,
        value: spec.environments[0] ?? "",
        path: ["environments", 0],
      },
    ],
    problems: [],
  });
  expect(problems(careless)).toEqual([
    {
      code: "TEN209",
      severity: "error",
      message: 'The name "prod" is taken (globex/apps, estate/tenants/globex.yaml:21:30).',
      fix: "Change one of the two.",
      field: "spec.subscriptions[1].spec.environments[0]",
      where: { path: "estate/tenants/initech.yaml", line: 22, column: 30 },
    },
  ]);
});
