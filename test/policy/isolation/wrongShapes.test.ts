/** Rules judge whatever a component may render by mistake, and what a state may hold. */
import { expect, test } from "@jest/globals";
import fc from "fast-check";

import { judgeStack } from "../../../policies/evaluate.ts";
import { isolationRules } from "../../../policies/rules/isolation/rules.ts";
import { tenancyRules } from "../../../policies/rules/tenancy/rules.ts";
import { resource } from "../../helpers/judge.ts";
import { acme, apps, ofApps, ofWeb, stackOf, web } from "../tenancy/tenantStack.ts";

const rules = [...isolationRules, ...tenancyRules];

/** Words that rules look for, so that not all that is made up is passed over at once. */
const keys = [
  "metadata",
  "name",
  "namespace",
  "labels",
  "annotations",
  "spec",
  "template",
  "containers",
  "volumes",
  "securityContext",
  "rules",
  "verbs",
  "resources",
  "subjects",
  "ingress",
  "egress",
  "from",
  "to",
  "ipBlock",
  "cidr",
  "listeners",
  "parentRefs",
  "hard",
  "limits",
  "tags",
  "replicas",
  "schedule",
  "scopeSelector",
  "matchExpressions",
  "values",
  "affinity",
  "tolerations",
];
const { shape } = fc.letrec<{ shape: unknown }>((tie) => ({
  shape: fc.oneof(
    { maxDepth: 6 },
    fc.constantFrom(null, undefined, true, 0, "", "*", "acme--apps--prod", "10.0.0.0/8", "cron(0 6 * * ? *)"),
    fc.array(tie("shape"), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...keys), tie("shape"), { maxKeys: 6 }),
  ),
}));
const inputs = fc.dictionary(fc.constantFrom(...keys), shape, { maxKeys: 8 });

const types = [...new Set(rules.flatMap(({ resourceTypes }) => resourceTypes))].filter((type) => !type.endsWith("*"));
const tenant = acme([web({ features: {} }), apps({ features: {} })], { state: "suspended" });

test.each([...types, "kubernetes:core/v1:ConfigMap", "pulumi:providers:aws"])("no rule fails on any %s", (type) => {
  const failed: string[] = [];
  fc.assert(
    fc.property(inputs, inputs, (some, other) => {
      const resources = [ofApps(type, "a", some), ofWeb(type, "b", other), resource(type, "c", some)];
      for (const stack of [stackOf(tenant, ...resources), { name: "cell-eu-shared-1", resources }]) {
        for (const { rule, answer } of judgeStack(rules, stack)) {
          const fails = typeof answer !== "string" && answer.some(({ message }) => message.includes("and failed with"));
          if (fails) failed.push(rule.id);
        }
      }
      return failed.length === 0;
    }),
    { numRuns: 12 },
  );
  expect(failed).toEqual([]);
});
