import type { AnyServiceKind } from "../core/kinds/serviceKind.ts";
import * as services from "./services.ts";
import type { Service } from "./shared/service.ts";

/** Every service kind by its name. */
export const registry: Readonly<Record<string, Service>> = Object.fromEntries(
  Object.values<Service>(services).map((service) => [service.kind.name, service]),
);

/** The kinds alone, as `core` takes them. */
export const serviceKinds: Readonly<Record<string, AnyServiceKind>> = Object.fromEntries(
  Object.entries(registry).map(([name, { kind }]) => [name, kind]),
);
