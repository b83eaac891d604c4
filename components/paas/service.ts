import type { Service } from "../shared/service.ts";
import { paas as kind } from "./kind.ts";

/** The kind, for the registry. */
export const paas: Service = {
  kind,
  component: async () => (await import("./component.ts")).paasComponent,
  rules: async () => (await import("./policies/rules.ts")).paasRules,
  references: async () => ({ "environments.md": (await import("./environment/reference.ts")).environmentsReference() }),
};
