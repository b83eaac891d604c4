/** The policy pack: `pulumi preview --policy-pack policies` judges a stack by the same rules as `tenantry check`. */
import { PolicyPack } from "@pulumi/policy";

import { toPolicy } from "./pack/toPolicy.ts";
import { rules } from "./rules/index.ts";

new PolicyPack("tenantry", { policies: rules.map(toPolicy) });
