import type { Consumption, Usage, UsageAssumption } from "../../core/kinds/consumption.ts";
import type { Json } from "../../core/kinds/serviceKind.ts";
import { consumption as platformConsumption, paasAssumptions } from "../paas/consumption.ts";
import { assumed, charge, charged, free } from "../shared/consumed.ts";
import { times } from "../shared/quantities.ts";
import { placeOf, type PoolBundle } from "./bundle.ts";

/** What the costs of an application depend on and no order says. */
export const saasAssumptions = {
  ...paasAssumptions,
  poolInternetGib: {
    text: "What an application that tenants share sends to the clients of one of them, by each of its ways in",
    unit: "GiB a month",
    usual: { low: 0.1, expected: 2, high: 50 },
  },
} as const satisfies Readonly<Record<string, UsageAssumption>>;

const partOfPool = "It is part of the pool, whose costs tenants bear by their shares of the cell.";

/** What a subscription of an application uses in a month beside its shares of the cell. */
export function consumption(bundle: Json, usage: Usage): Consumption[] {
  if (placeOf(bundle) === "own") return platformConsumption(bundle, usage);
  const { routes } = bundle as unknown as PoolBundle;
  const use = assumed(saasAssumptions, usage);
  const hosts = routes.hosts.length;
  const ways = hosts + (routes.shared === undefined ? 0 : 1);
  const gateway = "kubernetes:gateway.networking.k8s.io/v1";
  const part = "ways to the application";
  return [
    ...free("record", partOfPool, { "kubernetes:core/v1:ConfigMap": 1 }),
    ...charged(part, `${gateway}:HTTPRoute`, (hosts > 0 ? 1 : 0) + (routes.shared === undefined ? 0 : 1), [
      charge("kubernetes.transfer.internet.gib", "gib", times(use.poolInternetGib, ways)),
    ]),
    ...free(part, partOfPool, { [`${gateway}:ListenerSet`]: hosts > 0 ? 1 : 0 }),
  ];
}
