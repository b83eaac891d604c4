import type { Service } from "../shared/service.ts";
import { saas as kind } from "./kind.ts";

/** The kind, for the registry. */
export const saas: Service = {
  kind,
  component: async () => (await import("./component.ts")).saasComponent,
  rules: async () => (await import("./policies/rules.ts")).saasRules,
};
