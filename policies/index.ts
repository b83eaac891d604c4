/** The policy pack for `pulumi preview --policy-pack policies`: the same rules that `tenantry check` evaluates. */
import { PolicyPack } from "@pulumi/policy";

import { toStackPolicy } from "./toStackPolicy.ts";
import { rules } from "./rules/index.ts";

new PolicyPack("tenantry", { policies: rules.map(toStackPolicy), enforcementLevel: "mandatory" });
