import type { ServiceComponent } from "./shared/serviceComponent.ts";
import type { AnyServiceKind } from "../core/kinds/serviceKind.ts";
import { iaas } from "./iaas/kind.ts";
import { paas } from "./paas/kind.ts";

/** A service kind with the way to its component, which is loaded only where something is rendered. */
interface RegistryEntry {
  readonly kind: AnyServiceKind;
  readonly component: () => Promise<ServiceComponent>;
}

/** Every service kind that can be sold: one line each. */
export const registry: Readonly<Record<string, RegistryEntry>> = {
  iaas: { kind: iaas, component: async () => (await import("./iaas/component.ts")).iaasComponent },
  paas: { kind: paas, component: async () => (await import("./paas/component.ts")).paasComponent },
};

/** The kinds alone, as `core` takes them. */
export const serviceKinds: Readonly<Record<string, AnyServiceKind>> = Object.fromEntries(
  Object.entries(registry).map(([name, entry]) => [name, entry.kind]),
);
