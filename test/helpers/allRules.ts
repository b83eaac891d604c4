import { iaasRules } from "../../components/iaas/policies/rules.ts";
import { paasRules } from "../../components/paas/policies/rules.ts";
import { saasRules } from "../../components/saas/policies/rules.ts";
import { storageRules } from "../../components/storage/policies/rules.ts";
import type { Rule } from "../../core/policies/rule.ts";
import { commonRules } from "../../policies/rules/index.ts";

/** Every rule, for tables of tests, which are made before anything can be awaited. A test holds them to those that the product loads. */
export const rules: readonly Rule[] = [
  ...commonRules,
  ...iaasRules,
  ...paasRules,
  ...saasRules,
  ...storageRules,
].toSorted((a, b) => (a.id < b.id ? -1 : 1));
