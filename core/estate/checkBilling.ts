import { recordedNames } from "../billing/record.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { didYouMean } from "../diagnostics/nearest.ts";
import { locate, type LocalProblem } from "../documents/localProblem.ts";
import type { AddOnManifest } from "../schema/addOn.ts";
import type { BillingRecordManifest } from "../schema/billingRecord.ts";
import type { CustomerManifest } from "../schema/customer.ts";
import type { TenantManifest } from "../schema/tenant.ts";
import { formatTier, type TierManifest } from "../schema/tier.ts";
import { checkAgreements } from "./checkAgreements.ts";
import { checkTaxes, checkTaxesOf } from "./checkTaxes.ts";
import type { Sourced } from "./estate.ts";
import type { BillingDocuments } from "./estateBilling.ts";

/** What billing refers to. */
export interface BilledThings {
  readonly tiers: readonly Sourced<TierManifest>[];
  readonly addOns: readonly Sourced<AddOnManifest>[];
  readonly tenants: readonly Sourced<TenantManifest>[];
  /** The ids of tenants by the names of their files, also of those that are not right. */
  readonly tenantFiles: ReadonlySet<string>;
}

/** What is wrong with the documents of `billing/`, by themselves and among the others. */
export function checkBilling(documents: BillingDocuments, things: BilledThings): Diagnostic[] {
  const { billing, records, customers } = documents;
  const terms = billing[0]?.manifest.spec;
  const tenants = new Map(things.tenants.map(({ manifest }) => [manifest.metadata.id, manifest]));
  const recordOf = new Map(records.map(({ manifest }) => [manifest.metadata.tenant, manifest]));
  const prices = pricesIn(things);
  return [
    ...billing.slice(1).map(({ document }) => twice(document)),
    ...billing.flatMap(checkTaxes),
    ...records.flatMap((record) => {
      const tenant = tenants.get(record.manifest.metadata.tenant);
      const problems = [
        ...inOrder(record.manifest),
        ...ofTenant(record.manifest, things.tenantFiles),
        ...ofCatalogue(record.manifest, prices, tenant?.spec.contract.currency ?? terms?.currency),
      ];
      return problems.map((problem) => locate(problem, [], record.document.positions));
    }),
    ...customers.flatMap(({ manifest, document }) => {
      const { tenant } = manifest.metadata;
      const record = recordOf.get(tenant);
      const problems = [
        ...(record === undefined ? unknownTenant(tenant, things.tenantFiles) : []),
        ...inCurrency(manifest, tenants.get(tenant), terms?.currency),
        ...checkAgreements(manifest, subscriptionsOf(tenants.get(tenant), record)),
        ...(terms === undefined ? [] : checkTaxesOf(manifest, terms.taxes, record)),
      ];
      return problems.map((problem) => locate(problem, [], document.positions));
    }),
  ];
}

function twice({ name, positions }: Sourced<unknown>["document"]): Diagnostic {
  const message = `${name} is a second file of what all customers are billed by.`;
  return locate({ code: "TEN200", path: ["kind"], message, fix: "Keep one of them." }, [], positions);
}

/** Days that do not rise, and subscriptions that stand twice on one. */
function inOrder({ spec: { changes } }: BillingRecordManifest): LocalProblem[] {
  return changes.flatMap(({ on, subscriptions }, index): LocalProblem[] => {
    const before = changes[index - 1]?.on;
    const base = ["spec", "changes", index];
    const names = subscriptions.map(({ name }) => name);
    const again = names.findIndex((name, position) => names.indexOf(name) !== position);
    return [
      ...(before !== undefined && on <= before
        ? [
            {
              code: "TEN280" as const,
              path: [...base, "on"],
              message: `The change is on ${on}, and the one before it is on ${before}.`,
              fix: "Put changes in the order of their days, one a day.",
            },
          ]
        : []),
      ...(again < 0
        ? []
        : [
            {
              code: "TEN280" as const,
              path: [...base, "subscriptions", again, "name"],
              message: `The subscription "${names[again] ?? ""}" stands in this change twice.`,
              fix: "Remove one of them; it would be billed twice.",
            },
          ]),
    ];
  });
}

/** A record of nobody: that of a tenant that has left stays, as long as its last change says so. */
function ofTenant({ metadata, spec }: BillingRecordManifest, known: ReadonlySet<string>): LocalProblem[] {
  return spec.changes.at(-1)?.state === "offboarded" ? [] : unknownTenant(metadata.tenant, known);
}

/** A warning: nobody is billed by it, and it keeps no tenant from running. Where no tenant could be read, none is unknown. */
function unknownTenant(tenant: string, known: ReadonlySet<string>): LocalProblem[] {
  if (known.has(tenant) || known.size === 0) return [];
  return [
    {
      code: "TEN281",
      severity: "warning",
      path: ["metadata", "tenant"],
      message: `The estate has no tenant "${tenant}".`,
      fix:
        didYouMean(tenant, [...known]) ?? "Correct it; the record of one that has left ends with the state offboarded.",
    },
  ];
}

interface CataloguePrices {
  readonly tiers: ReadonlyMap<string, string>;
  readonly addOns: ReadonlyMap<string, string>;
}

/** The currency of each version's price, by service and version. */
function pricesIn({ tiers, addOns }: BilledThings): CataloguePrices {
  const entryOf = ({ manifest }: Sourced<TierManifest | AddOnManifest>): [string, string] => [
    `${manifest.metadata.service}/${formatTier(manifest.metadata)}`,
    manifest.spec.price.currency,
  ];
  return { tiers: new Map(tiers.map(entryOf)), addOns: new Map(addOns.map(entryOf)) };
}

/** Versions that the catalogue does not have, and those whose price is in another currency than the bill. */
function ofCatalogue(
  { spec }: BillingRecordManifest,
  { tiers, addOns }: CataloguePrices,
  currency: string | undefined,
): LocalProblem[] {
  return spec.changes.flatMap(({ subscriptions }, index) =>
    subscriptions.flatMap((subscription, position) => {
      const base = ["spec", "changes", index, "subscriptions", position];
      const check = (kind: string, version: string, known: ReadonlyMap<string, string>, path: LocalProblem["path"]) => {
        const id = `${subscription.service}/${version}`;
        const found = known.get(id);
        if (found === undefined) {
          const fix = didYouMean(id, [...known.keys()]) ?? "Correct it; what was billed once stays in the catalogue.";
          return [{ code: "TEN281", path, message: `The catalogue has no ${kind} "${id}".`, fix } as const];
        }
        return currency === undefined || found === currency
          ? []
          : [otherCurrency(`The price of ${id}`, found, currency, path)];
      };
      return [
        ...check("tier", subscription.tier, tiers, [...base, "tier"]),
        ...subscription.addOns.flatMap((addOn, at) => check("add-on", addOn, addOns, [...base, "addOns", at])),
      ];
    }),
  );
}

function inCurrency(
  { spec }: CustomerManifest,
  tenant: TenantManifest | undefined,
  billed: string | undefined,
): LocalProblem[] {
  const path = ["spec", "currency"];
  const contract = tenant?.spec.contract.currency;
  if (contract !== undefined && contract !== spec.currency) {
    return [otherCurrency("What was agreed with the customer", spec.currency, contract, path)];
  }
  return billed === undefined || billed === spec.currency
    ? []
    : [otherCurrency("What was agreed with the customer", spec.currency, billed, path)];
}

function otherCurrency(what: string, found: string, expected: string, path: LocalProblem["path"]): LocalProblem {
  return {
    code: "TEN282",
    path,
    message: `${what} is in ${found}, and the tenant is billed in ${expected}.`,
    fix: `A bill is in one currency: use ${expected} here, or change the contract's.`,
  };
}

/** The subscriptions that were ever billed, and those that are ordered. */
function subscriptionsOf(tenant: TenantManifest | undefined, record: BillingRecordManifest | undefined): string[] {
  const ordered = tenant?.spec.subscriptions.map(({ name }) => name) ?? [];
  return [...new Set([...ordered, ...recordedNames(record?.spec.changes ?? [])])];
}
