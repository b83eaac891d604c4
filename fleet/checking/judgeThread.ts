/** A worker thread that renders and judges tenants: loads the SDK and the rules once. */
import type { ResolvedTenant } from "../../core/resolve/resolvedTenant.ts";
import { ofTheSdk } from "../engine/ofTheSdk.ts";
import { serve } from "../threads/serve.ts";
import { judgeTenant, type RuleFacts } from "./judgeTenant.ts";

/** A tenant as it goes to a thread. */
export interface JudgeTask extends RuleFacts {
  readonly resolved: ResolvedTenant;
}

serve(({ resolved, ...facts }: JudgeTask) => judgeTenant(resolved, facts), ofTheSdk);
