// The type lives in core/results/judgedTenant.ts, because policies and reports use it too: import it from there.
export type { JudgedFailure, JudgedResource, JudgedTenant, RuleJudgements } from "../../core/results/judgedTenant.ts";
