import type { Consumption, UsageAssumption } from "../../../core/kinds/consumption.ts";
import { charge, charged, free, type Assumed } from "../../shared/consumed.ts";
import { times } from "../../shared/quantities.ts";
import { partOfCell } from "../partOfCell.ts";
import type { RoutesPlan } from "./plan.ts";

/** What no order says of hosts. */
export const routesAssumptions = {
  hostInternetGib: {
    text: "What each host sends to its clients",
    unit: "GiB a month",
    usual: { low: 0.1, expected: 5, high: 100 },
  },
} as const satisfies Readonly<Record<string, UsageAssumption>>;

/**
 * What hosts use in a month: what they send leaves the cell. Their certificates come from an issuer that asks for nothing, or from the
 * customer.
 */
export function routesConsumption({ routes }: RoutesPlan, use: Assumed<typeof routesAssumptions>): Consumption[] {
  return routes.flatMap(({ environment, hosts }) => {
    const part = `hosts of "${environment}"`;
    return [
      ...charged(part, "kubernetes:gateway.networking.k8s.io/v1:ListenerSet", 1, [
        charge("kubernetes.transfer.internet.gib", "gib", times(use.hostInternetGib, hosts.length)),
      ]),
      ...free(part, partOfCell, { "kubernetes:gateway.networking.k8s.io/v1:HTTPRoute": hosts.length }),
    ];
  });
}
