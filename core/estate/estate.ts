import type { CatalogueLock } from "../catalogue/catalogueLock.ts";
import type { ParsedDocument } from "../documents/parseDocument.ts";
import type { SharedPart } from "../kinds/serviceKind.ts";
import type { ResolvedWithClaims } from "../resolve/resolveTenant.ts";
import type { AddOnManifest } from "../schema/addOn.ts";
import type { ApprovalManifest } from "../schema/approval.ts";
import type { EstateManifest } from "../schema/estate.ts";
import type { Lifecycle } from "../schema/lifecycles.ts";
import type { RolloutManifest } from "../schema/rollout.ts";
import type { TierManifest } from "../schema/tier.ts";
import type { WaiversManifest } from "../schema/waivers.ts";
import type { CostBasis } from "./costBasis.ts";
import type { EstateBilling } from "./estateBilling.ts";

/** A checked manifest with the document that it came from. */
export interface Sourced<T> {
  readonly manifest: T;
  readonly document: ParsedDocument;
}

/** A tier version whose entitlements and features have been checked by its service kind. */
export interface CatalogueEntry extends Sourced<TierManifest> {
  readonly entitlements: unknown;
  readonly features: unknown;
}

/** An add-on version that fits every tier it may be added to. */
export type AddOnEntry = Sourced<AddOnManifest>;

/** A tenant of the estate with everything about it decided. */
export type EstateTenant = ResolvedWithClaims;

/** A whole estate that was read and found right. */
export interface Estate {
  readonly manifest: EstateManifest;
  readonly document: ParsedDocument;
  readonly catalogue: readonly CatalogueEntry[];
  readonly addOns: readonly AddOnEntry[];
  /** The published versions; the others are drafts. */
  readonly lock: CatalogueLock;
  /** What waivers.yaml has, if there is one. */
  readonly waivers: readonly Sourced<WaiversManifest>[];
  /** Which plans somebody has agreed to, those of the past among them. */
  readonly approvals: readonly ApprovalManifest[];
  /** The rollouts, those that are over among them, in the order of their names. */
  readonly rollouts: readonly Sourced<RolloutManifest>[];
  /** What `pricebook/` says of costs. */
  readonly costs: CostBasis;
  /** What `billing/` says of billing. */
  readonly billing: EstateBilling;
  /** Until when vendors support what is run, as far as the estate knows. */
  readonly lifecycles: readonly Lifecycle[];
  /** What the stacks of cells hold for tenants of a tier, by the cells' ids. */
  readonly shared: ReadonlyMap<string, readonly SharedPart[]>;
  /** In order of their ids. */
  readonly tenants: readonly EstateTenant[];
}
