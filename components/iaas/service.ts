import type { Service } from "../shared/service.ts";
import { iaas as kind } from "./kind.ts";

/** The kind, for the registry. */
export const iaas: Service = {
  kind,
  component: async () => (await import("./component.ts")).iaasComponent,
  rules: async () => (await import("./policies/rules.ts")).iaasRules,
};
