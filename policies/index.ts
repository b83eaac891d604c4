/** The policy pack: `pulumi preview --policy-pack policies` judges a stack by the same rules as `tenantry check`. */
import { PolicyPack } from "@pulumi/policy";

import { openPackEstate } from "./pack/openPackEstate.ts";
import { packFacts } from "./pack/packFacts.ts";
import { toPolicies } from "./pack/toPolicy.ts";
import { loadRules } from "./rules/index.ts";

/** Starts the pack; it serves the engine until that ends it. */
export async function start(): Promise<void> {
  const rules = await loadRules();
  const today = new Date().toISOString().slice(0, 10);
  const estate = openPackEstate(rules, import.meta.dirname, process.env, today);
  const facts = packFacts(rules, estate, today);
  new PolicyPack("tenantry", { policies: rules.flatMap((rule) => toPolicies(rule, facts)) });
}
