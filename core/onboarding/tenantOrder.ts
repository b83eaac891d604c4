import type { Json } from "../kinds/serviceKind.ts";
import { apiVersion } from "../schema/fields.ts";

/** One subscription of a new tenant. */
export interface OrderedSubscription {
  readonly name: string;
  readonly service: string;
  readonly tier: string;
  /** The cell that was asked for, or that was allocated where several fit. */
  readonly cell?: string;
  readonly spec: Readonly<Record<string, Json>>;
}

/** What is asked of a new tenant. Absent is what the estate's defaults or the schema give. */
export interface TenantOrder {
  readonly id: string;
  readonly displayName: string;
  readonly contract: {
    readonly currency?: string;
    readonly billing?: string;
    /** The first day, such as `2026-12-01`. */
    readonly start: string;
    readonly contacts: Readonly<Record<"technical" | "billing" | "security", string>>;
  };
  readonly region?: string;
  readonly ring?: string;
  readonly maintenance?: { readonly window?: string; readonly timeZone?: string };
  readonly subscriptions: readonly OrderedSubscription[];
}

/** The manifest of an order, in the order of keys in which people read it. */
export function manifestOf(order: TenantOrder): Json {
  const { id, displayName, contract, region, ring, maintenance } = order;
  const { currency, billing, start, contacts } = contract;
  const { technical, billing: invoices, security } = contacts;
  return present({
    apiVersion,
    kind: "Tenant",
    metadata: { id, displayName },
    spec: present({
      contract: present({ currency, billing, start, contacts: { technical, billing: invoices, security } }),
      region,
      ring,
      maintenance: maintenance && present({ window: maintenance.window, timeZone: maintenance.timeZone }),
      subscriptions: order.subscriptions.map(({ name, service, tier, cell, spec }) =>
        present({ name, service, tier, cell, spec: Object.keys(spec).length === 0 ? undefined : spec }),
      ),
    }),
  });
}

function present(value: Readonly<Record<string, Json | undefined>>): Json {
  const entries = Object.entries(value).filter((entry): entry is [string, Json] => entry[1] !== undefined);
  return Object.fromEntries(entries);
}
