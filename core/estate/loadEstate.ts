import { lockFileName, readLock, type CatalogueLock } from "../catalogue/catalogueLock.ts";
import { checkLock } from "../catalogue/checkLock.ts";
import { checkStatus } from "../catalogue/checkStatus.ts";
import { checkUse } from "../catalogue/checkUse.ts";
import { hasErrors, sortDiagnostics, type Diagnostic, type Severity } from "../diagnostics/diagnostic.ts";
import { checkShape } from "../documents/checkShape.ts";
import { LayeredPositions, mergeLayers } from "../documents/layers.ts";
import { parseDocument, type ParsedDocument } from "../documents/parseDocument.ts";
import type { SourceFile } from "../documents/sourceFile.ts";
import { isMapping, partAt } from "../documents/sourceMap.ts";
import type { ServiceKinds } from "../kinds/serviceKind.ts";
import { checkOffboarding, checkRetention } from "../offboarding/checkOffboarding.ts";
import { checkPending } from "../moves/checkPending.ts";
import { resolveTenant } from "../resolve/resolveTenant.ts";
import { tierHoldsOf } from "../rollouts/tierHolds.ts";
import { addOnSchema } from "../schema/addOn.ts";
import { approvalSchema } from "../schema/approval.ts";
import { cellCostsSchema } from "../schema/cellCosts.ts";
import { billingSchema } from "../schema/billing.ts";
import { billingRecordSchema } from "../schema/billingRecord.ts";
import { customerSchema } from "../schema/customer.ts";
import { estateSchema } from "../schema/estate.ts";
import { exchangeRatesSchema } from "../schema/exchangeRates.ts";
import { lifecyclesSchema } from "../schema/lifecycles.ts";
import { priceBookSchema } from "../schema/priceBook.ts";
import { rolloutSchema } from "../schema/rollout.ts";
import { supportCostsSchema } from "../schema/supportCosts.ts";
import { tenantSchema } from "../schema/tenant.ts";
import { tierSchema } from "../schema/tier.ts";
import { usageAssumptionsSchema } from "../schema/usageAssumptions.ts";
import { waiversSchema } from "../schema/waivers.ts";
import { checkAddOns, checkTiers } from "./checkCatalogue.ts";
import { checkApproval } from "./checkApproval.ts";
import { checkBilling } from "./checkBilling.ts";
import { checkCapacity } from "./checkCapacity.ts";
import { checkClaims } from "./checkClaims.ts";
import { checkCosts } from "./checkCosts.ts";
import { checkEstate } from "./checkEstate.ts";
import { checkLifecycles } from "./checkLifecycles.ts";
import { checkRollouts } from "./checkRollouts.ts";
import { checkWaivers } from "./checkWaivers.ts";
import { checkSuspension } from "./checkSuspension.ts";
import { costBasisOf } from "./costBasis.ts";
import type { Estate, Sourced } from "./estate.ts";
import { estateBillingOf } from "./estateBilling.ts";
import { manifestName, placeOf } from "./places.ts";
import { sharedPartsOf } from "./sharedParts.ts";

/** What loading gives: the estate if nothing is wrong, and every diagnostic in a stable order. */
export interface LoadResult {
  readonly estate: Estate | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** What an estate is judged by beside its files. */
export interface LoadOptions {
  /** The day, as in `2026-12-31`, by which tier versions are deprecated or retired; without it no date is judged. */
  readonly today?: string | undefined;
  /** How bad it is that a tenant is on a retired version; an error when absent. */
  readonly retired?: Severity;
  /** Versions to take for drafts although the lock has them. */
  readonly forget?: readonly string[];
  /** Judge no draft: for the verb that publishes them. */
  readonly allowDrafts?: boolean;
}

/**
 * Loads an estate from the bytes of its files: first the shape of every document, then its meaning across the estate.
 * All problems of both passes are reported together; nothing is thrown for what a file says.
 *
 * @param files every manifest below the estate's directory, in any order.
 * @param directory the estate's directory as the user would type it, for messages about missing files.
 */
export function loadEstate(
  files: readonly SourceFile[],
  directory: string,
  kinds: ServiceKinds,
  options: LoadOptions = {},
): LoadResult {
  const diagnostics: Diagnostic[] = [];
  const report = (found: readonly Diagnostic[]): void => void diagnostics.push(...found);
  const documents = parseAll(files, report);
  const shaped = <T>(
    schema: Parameters<typeof checkShape<T>>[0],
    document: ParsedDocument,
    matters: (diagnostic: Diagnostic) => boolean = () => true,
  ): Sourced<T>[] => {
    const result = checkShape(schema, document.value, document);
    report(result.diagnostics.filter(matters));
    return result.value === undefined ? [] : [{ manifest: result.value, document }];
  };
  const all = (place: ReturnType<typeof placeOf>): ParsedDocument[] => documents.get(place) ?? [];

  const [estate] = all("estate").flatMap((document) => shaped(estateSchema, document));
  if (!files.some(({ name }) => placeOf(name) === "estate")) report([missingEstateFile(directory)]);
  const tiers = all("tier").flatMap((document) => shaped(tierSchema, document));
  const declaredAddOns = all("add-on").flatMap((document) => shaped(addOnSchema, document));
  const waivers = all("waivers").flatMap((document) => shaped(waiversSchema, document));
  const costs = {
    priceBooks: all("price-book").flatMap((document) => shaped(priceBookSchema, document)),
    exchangeRates: all("exchange-rates").flatMap((document) => shaped(exchangeRatesSchema, document)),
    usage: all("usage-assumptions").flatMap((document) => shaped(usageAssumptionsSchema, document)),
    cells: all("cell-costs").flatMap((document) => shaped(cellCostsSchema, document)),
    support: all("support-costs").flatMap((document) => shaped(supportCostsSchema, document)),
  };
  const billing = {
    billing: all("billing").flatMap((document) => shaped(billingSchema, document)),
    records: all("billing-record").flatMap((document) => shaped(billingRecordSchema, document)),
    customers: all("customer").flatMap((document) => shaped(customerSchema, document)),
  };
  const approvals = all("approval").flatMap((document) => shaped(approvalSchema, document));
  const lifecycles = all("lifecycles").flatMap((document) => shaped(lifecyclesSchema, document));
  const rollouts = all("rollout").flatMap((document) => shaped(rolloutSchema, document));
  const [estateDocument] = all("estate");
  // Without an estate file nobody knows what its defaults would have given.
  const matters = ({ code }: Diagnostic): boolean => estateDocument !== undefined || code !== "TEN101";
  const tenants = all("tenant").flatMap((document) =>
    shaped(tenantSchema, withDefaults(document, estateDocument), matters),
  );

  const catalogue = checkTiers(tiers, kinds);
  report(catalogue.diagnostics);
  const addOns = checkAddOns(declaredAddOns, catalogue.entries, tiers, kinds);
  report(addOns.diagnostics);
  const { priceBooks } = costs;
  const documentsOfAll = { tiers, addOns: declaredAddOns, tenants, priceBooks, rollouts, ...billing };
  report(checkEstate(estate, documentsOfAll, kinds));
  report(checkCosts(costs, { estate: estate?.manifest, tiers, addOns: declaredAddOns, tenants, kinds }));
  const tenantFiles = new Set(
    files.filter(({ name }) => placeOf(name) === "tenant").map(({ name }) => manifestName(name)),
  );
  report(checkBilling(billing, { tiers, addOns: declaredAddOns, tenants, tenantFiles }));
  report(waivers.flatMap((document) => checkWaivers(document, tenants)));
  report(approvals.flatMap(checkApproval));
  report(checkLifecycles(lifecycles));
  report(checkStatus(tiers));
  const [lockDocument] = all("lock");
  const locked = lockDocument === undefined ? readLockOf(files) : readLock(lockDocument);
  report(locked.diagnostics);
  const lock = locked.lock && new Map([...locked.lock].filter(([id]) => options.forget?.includes(id) !== true));
  report(checkRollouts(rollouts, { tiers: tiers.map(({ manifest }) => manifest), lock, tenants }));
  const fileNames = files.map(({ name }) => name);
  if (lock !== undefined) report(checkLock(lock, [...tiers, ...declaredAddOns], fileNames));
  const context = estate && {
    estate,
    catalogue: catalogue.entries,
    declaredTiers: tiers.map(({ manifest }) => manifest),
    addOns: addOns.entries,
    kinds,
    lock: options.allowDrafts === true ? undefined : lock,
    today: options.today,
    holds: tierHoldsOf(rollouts.map(({ manifest }) => manifest)),
  };
  if (context !== undefined) {
    report(checkUse(tenants, context, options.retired ?? "error"));
    report(checkPending(tenants, context, options.retired ?? "error"));
  }
  report(tenants.flatMap(checkSuspension));
  const resolutions = tenants.flatMap((tenant) => {
    if (context === undefined) return [];
    const result = resolveTenant(tenant, context);
    report(result.diagnostics);
    return result.resolved === undefined ? [] : [result.resolved];
  });
  report(tenants.flatMap(checkOffboarding));
  report(resolutions.flatMap(checkRetention));
  const declared = tiers.map(({ manifest }) => manifest);
  const shared = estate && sharedPartsOf(estate, catalogue.entries, declared, kinds);
  report(shared?.diagnostics ?? []);
  report(checkClaims([{ claims: shared?.claims ?? [] }, ...resolutions]));
  report(checkCapacity(resolutions));

  const sorted = sortDiagnostics(diagnostics);
  if (estate === undefined || hasErrors(sorted)) return { estate: undefined, diagnostics: sorted };
  const loaded: Estate = {
    ...estate,
    catalogue: catalogue.entries,
    addOns: addOns.entries,
    lock: locked.lock ?? new Map(),
    waivers,
    approvals: approvals.map(({ manifest }) => manifest),
    rollouts,
    lifecycles: lifecycles.flatMap(({ manifest }) => manifest.spec.versions),
    costs: costBasisOf(costs),
    billing: estateBillingOf(billing),
    shared: shared?.parts ?? new Map(),
    tenants: resolutions.toSorted((a, b) => (a.resolved.id < b.resolved.id ? -1 : 1)),
  };
  return { estate: loaded, diagnostics: sorted };
}

/** Every document by what its place in the estate says it is. */
function parseAll(
  files: readonly SourceFile[],
  report: (found: readonly Diagnostic[]) => void,
): Map<ReturnType<typeof placeOf>, ParsedDocument[]> {
  const documents = files
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((file) => {
      const parsed = parseDocument(file);
      report(parsed.diagnostics);
      return parsed.document === undefined ? [] : [parsed.document];
    });
  return Map.groupBy(documents, ({ name }) => placeOf(name));
}

/** The lock of an estate without one: nothing is published. Of a lock that is no document nothing is known. */
function readLockOf(files: readonly SourceFile[]): { lock?: CatalogueLock; diagnostics: readonly [] } {
  return files.some(({ name }) => name === lockFileName) ? { diagnostics: [] } : { lock: new Map(), diagnostics: [] };
}

/** A tenant's document with the estate's defaults below its spec, whether or not the rest of the estate file is right. */
function withDefaults(tenant: ParsedDocument, estate: ParsedDocument | undefined): ParsedDocument {
  if (estate === undefined || !isMapping(tenant.value)) return tenant;
  const base = ["spec", "defaults", "tenant"];
  const layers = [
    { owner: "the estate's defaults", document: estate, base, value: partAt(estate.value, base) },
    { owner: "the manifest", document: tenant, base: ["spec"], value: tenant.value["spec"] },
  ];
  const merged = mergeLayers(layers);
  const value = merged === undefined ? tenant.value : { ...tenant.value, spec: merged };
  return { ...tenant, value, positions: new LayeredPositions(tenant, ["spec"], layers) };
}

function missingEstateFile(directory: string): Diagnostic {
  return {
    code: "TEN008",
    severity: "error",
    message: `${directory} has no estate.yaml.`,
    fix: "Create it, or name the estate's directory with --estate.",
    where: { path: directory },
  };
}
