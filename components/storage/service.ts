import type { Service } from "../shared/service.ts";
import { storage as kind } from "./kind.ts";

/** The kind, for the registry. */
export const storage: Service = {
  kind,
  component: async () => (await import("./component.ts")).storageComponent,
  rules: async () => (await import("./policies/rules.ts")).storageRules,
};
