import type { z } from "zod";

import { ownValue } from "../ownValue.ts";
import type { Cell, Target } from "../schema/cell.ts";
import type { Product } from "../schema/lifecycles.ts";
import type { TenantManifest } from "../schema/tenant.ts";
import type { TierManifest } from "../schema/tier.ts";
import type { Consumption, Usage, UsageAssumption } from "./consumption.ts";

/** A plain value as JSON has it. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** A problem that a kind finds in what was ordered; the loader adds code, file and position. */
export interface PlanProblem {
  /**
   * `network`: an address range does not fit. `name`: a name, given or computed, breaks a rule. `tier`: the tier does not have
   * what is ordered, or needs what the order lacks. `cell`: the place cannot host it.
   */
  readonly concern: "network" | "name" | "tier" | "cell";
  /** The place in the subscription's `spec`. */
  readonly path: readonly (string | number)[];
  readonly message: string;
  readonly allowed?: string;
  readonly fix?: string;
}

/** What a kind gets to plan one subscription: everything is explicit, nothing is left to look up. */
export interface PlanInput<Spec, Entitlements, Features> {
  /** The estate's short name, for names that must be unique in the world. */
  readonly estateName: string;
  readonly tenantId: string;
  readonly subscriptionName: string;
  /** The version of the tier that the subscription follows. */
  readonly tier: { readonly name: string; readonly version: number };
  readonly region: string;
  readonly cell: Cell;
  /** How much the tenant shares, by its tier. */
  readonly isolation: TierManifest["spec"]["isolation"];
  /** What the tenant should be: one that is suspended, or has left, keeps its data and loses its compute. */
  readonly state: TenantManifest["spec"]["state"];
  readonly maintenance: TenantManifest["spec"]["maintenance"];
  readonly contacts: TenantManifest["spec"]["contract"]["contacts"];
  /** Where data has to stay, and the regions that are there; undefined when it may lie anywhere. */
  readonly residency: { readonly jurisdiction: string; readonly regions: readonly string[] } | undefined;
  readonly spec: Spec;
  readonly entitlements: Entitlements;
  readonly features: Features;
}

/** How much of one of a tier's entitlements an order comes to. */
export interface Demand {
  readonly amount: number;
  /** The place in the subscription's `spec` that asks for it. */
  readonly path: readonly (string | number)[];
}

/** A version of something that a bundle runs and that a vendor supports for a while only. */
export interface RunningVersion {
  readonly product: Product;
  /** As the lifecycles count the product's versions, such as `17`. */
  readonly version: string;
  /** What runs it, such as `database "main"`. */
  readonly part: string;
  readonly upgrade: {
    /** What can be ordered instead: the versions, and the values that order them. */
    readonly choices: readonly { readonly version: string; readonly value: string }[];
    /** Where in the subscription's `spec` such a value is written, and raises what runs; absent where no value does. */
    readonly field?: string;
    /** What to do where there is no such field, as a sentence. */
    readonly advice: string;
  };
}

/** A part of a bundle that holds data and that differs between what runs and what is ordered. */
export interface StatefulChange {
  /** `replaced` and `shrunk` lose data; `removed` is an order of the customer's; `grown` and `added` lose nothing. */
  readonly effect: "replaced" | "shrunk" | "removed" | "grown" | "added";
  /** What it is, such as `bucket "assets"`. */
  readonly part: string;
  /** Where it stands in the spec, such as `buckets/assets`; absent for what is no entry of a list. */
  readonly id?: string;
  /** The property of the bundle that causes it, with both values, such as `network.cidr: 10.0.0.0/20 → 10.1.0.0/20`. */
  readonly property: string;
  /** What to do instead. */
  readonly fix: string;
  /** Whether what runs is protected against this removal; it is refused then, and `fix` says how the protection is lifted. */
  readonly protected?: true;
}

/** Something that a bundle needs for itself alone; two of one type and scope that meet are refused before any apply. */
export interface ExclusiveClaim {
  /** `name`: equal values meet. `network`: overlapping CIDR blocks meet. */
  readonly type: "name" | "network";
  /** Where it must be alone, such as `s3` for the whole world or `cell/eu-shared-1/namespaces`. */
  readonly scope: string;
  readonly value: string;
  /** The place in the subscription's `spec` that asks for it. */
  readonly path: readonly (string | number)[];
}

/** A share of what the subscription's cell has; shares of all tenants that add up to more than it has are refused. */
export interface CapacityClaim {
  readonly type: "capacity";
  /** A key of the cell's `limits` or `capacity`, such as `vpcs` or `memoryGiB`. */
  readonly resource: string;
  readonly amount: number;
  /**
   * `own`: the share is one of the nodes that the cell keeps for the subscription's tenant (`ownNodes`), and takes nothing of what
   * tenants share. Storage belongs to no node and is always shared. A kind that claims so has refused cells without such nodes by a
   * problem of the concern `cell`. Absent: a share of what the cell has for all.
   */
  readonly pool?: "own";
  /** The place in the subscription's `spec` that asks for it. */
  readonly path: readonly (string | number)[];
}

/** What a bundle needs that not every tenant can have. */
export type Claim = ExclusiveClaim | CapacityClaim;

/** A kind's answer: the bundle to render, or what is wrong with the order. */
export type PlanResult =
  | { readonly bundle: Json; readonly claims: readonly Claim[]; readonly problems: readonly [] }
  | { readonly bundle: undefined; readonly problems: readonly PlanProblem[] };

/** What a cell's stack holds of one tier for all tenants that follow it there: one thing, whatever their number. */
export interface SharedPart {
  readonly service: string;
  /** The tier's name; its versions share what there is. */
  readonly tier: string;
  /** As the kind's `shared` planned it. */
  readonly bundle: Json;
}

/** What a kind gets to plan what tenants share of one tier in a cell that hosts it. */
export interface SharedInput<Features> {
  /** The estate's short name. */
  readonly estateName: string;
  readonly cell: Cell;
  /** The tier's name. */
  readonly tier: string;
  /** The versions that the cell hosts, the lowest first; one at least. */
  readonly versions: readonly {
    readonly version: number;
    readonly isolation: TierManifest["spec"]["isolation"];
    readonly features: Features;
  }[];
}

/** A kind's answer about what tenants share: the bundle to render with the cell, or why the cell cannot host it. */
export type SharedResult =
  | { readonly bundle: Json; readonly claims: readonly Omit<ExclusiveClaim, "path">[]; readonly problems: readonly [] }
  | { readonly bundle: undefined; readonly problems: readonly Omit<PlanProblem, "path">[] };

/** Something that whoever orders a kind for the first time has to say. */
export interface StarterQuestion {
  /** The place of the answer in the subscription's `spec`. */
  readonly path: readonly string[];
  /** As a person is asked, such as `Which environments?`. */
  readonly text: string;
  /** What is proposed; a list when the answer is one. */
  readonly proposal: Json;
  /** False when the spec is right without it: then it is asked on a terminal only. */
  readonly required: boolean;
}

/** What a first order of a kind is made from. */
export interface Starter {
  /** Where in the `spec` a network of the cell's own range is written, and its usual prefix length. */
  readonly network?: { readonly path: readonly string[]; readonly prefixLength: number };
  readonly questions: readonly StarterQuestion[];
}

/** What a tier grants and switches on, by its kind's own schemas. */
export interface TierOffer<Entitlements, Features> {
  readonly entitlements: Entitlements;
  readonly features: Features;
}

/** Where a sample order lands. */
export interface SamplePlace {
  readonly cell: Cell;
  /** A network of the usual size, inside the cell's own range. */
  readonly network: string;
  /** A domain in which no other sample order has a host, such as `paas-starter-1.example`. */
  readonly domain: string;
}

/** Something that a tier leaves open or weaker than it could be. */
export interface TradeOff {
  /** In a few words, such as `One NAT gateway`. */
  readonly title: string;
  /** What it means to a customer, and what closes it. */
  readonly text: string;
}

/** A kind's place among FOCUS's services, by values that its specification allows (Cost and Usage: ServiceCategory, ServiceSubcategory). */
export interface FocusService {
  readonly category: string;
  readonly subcategory: string;
}

/**
 * A service kind: what the provider can sell, without Pulumi. One folder under `components/` holds it and its component.
 * The type parameters are the kind's own; a registry holds them erased, as {@link AnyServiceKind}.
 */
export interface ServiceKind<Spec, Entitlements, Features> {
  /** The name that manifests and the catalogue use. */
  readonly name: string;
  /** What people call it. */
  readonly title: string;
  readonly focus: FocusService;
  /** The target whose cells host it. */
  readonly target: Target;
  /** What a subscription may order. */
  readonly specSchema: z.ZodType<Spec>;
  /** What a tier may grant. */
  readonly entitlementsSchema: z.ZodType<Entitlements>;
  /** What a tier may switch on. */
  readonly featuresSchema: z.ZodType<Features>;
  /** What `new tenant` asks and allocates for it. */
  readonly starter: Starter;
  /**
   * What an order comes to, by the names of the entitlements that bound it; the loader compares. Only what the customer orders
   * counts, never what the platform adds for itself.
   *
   * @param features the tier's, which may say how large a thing is that is ordered by its size's name.
   */
  demand(spec: Spec, features: Features): Readonly<Record<string, Demand>>;
  /**
   * The parts with data that would change on the way from one bundle to another.
   *
   * @param running the bundle that runs, as an older version of this kind may have planned it.
   * @param wanted a bundle of this version's `plan`; undefined when the subscription ends.
   */
  statefulChanges(running: Json, wanted: Json | undefined): readonly StatefulChange[];
  /**
   * The versions that a bundle runs, once for each part that does.
   *
   * @param bundle a bundle of this version's `plan`.
   */
  runsVersions(bundle: Json): readonly RunningVersion[];
  /** What costs depend on and no order says, by name; the estate says otherwise of a tier or a tenant where it knows better. */
  readonly assumptions: Readonly<Record<string, UsageAssumption>>;
  /**
   * What a bundle uses in a month: every type of resource that it renders, with their count and either what is paid for them or why
   * nothing is. It follows from the bundle's own values. Pure; who orders more of something is expected to use no less of anything.
   *
   * @param bundle a bundle of this version's `plan`.
   * @param usage what is assumed otherwise than the kind's assumptions have it, by their names; those left out are as usual.
   */
  consumption(bundle: Json, usage: Usage): readonly Consumption[];
  /** Decides every name, address and size of one subscription. Pure: equal input gives an equal bundle. */
  plan(input: PlanInput<Spec, Entitlements, Features>): PlanResult;
  /**
   * Decides what tenants of one tier share in a cell that hosts it (`hosts` of the cell); its component's `renderShared` renders it in
   * the cell's stack. Pure. Absent where tenants of the kind share nothing of their own.
   */
  shared?(input: SharedInput<Features>): SharedResult;
  /** An order of everything that a tier has, as a manifest has it: what its reference page draws and what tests build. */
  sampleSpec(offer: TierOffer<Entitlements, Features>, place: SamplePlace): Json;
  /**
   * An order that uses about so many per cent of each thing that a tier grants, and never more than it grants, as a manifest has it:
   * what a tier costs at that use is computed from it.
   *
   * @param percent from 1 to 100.
   */
  scaledSpec(offer: TierOffer<Entitlements, Features>, place: SamplePlace, percent: number): Json;
  /** What a tier leaves open, for whoever has to decide whether it is enough. */
  tradeOffs(offer: TierOffer<Entitlements, Features>): readonly TradeOff[];
}

/** A service kind whose own types are not known to the holder; its schemas guard what goes into `plan`. */
export interface AnyServiceKind extends Omit<
  ServiceKind<unknown, unknown, unknown>,
  "plan" | "shared" | "demand" | "sampleSpec" | "scaledSpec" | "tradeOffs"
> {
  /** As {@link ServiceKind.demand}; the value must have come out of this kind's own schema. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- method bivariance is what lets one registry hold all kinds
  demand(spec: any, features: any): Readonly<Record<string, Demand>>;
  /** As {@link ServiceKind.plan}; the values must have come out of this kind's own schemas. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- as above
  plan(input: PlanInput<any, any, any>): PlanResult;
  /** As {@link ServiceKind.shared}; the features must have come out of this kind's own schema. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- as above
  shared?(input: SharedInput<any>): SharedResult;
  /** As {@link ServiceKind.sampleSpec}; the values must have come out of this kind's own schemas. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- as above
  sampleSpec(offer: TierOffer<any, any>, place: SamplePlace): Json;
  /** As {@link ServiceKind.scaledSpec}; the values must have come out of this kind's own schemas. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- as above
  scaledSpec(offer: TierOffer<any, any>, place: SamplePlace, percent: number): Json;
  /** As {@link ServiceKind.tradeOffs}; the values must have come out of this kind's own schemas. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- as above
  tradeOffs(offer: TierOffer<any, any>): readonly TradeOff[];
}

/** The kinds by name. `core` takes it as an argument and never imports one. */
export type ServiceKinds = Readonly<Record<string, AnyServiceKind>>;

/** The kind of a service by its name, which may be any text; undefined when there is none. */
export function kindOf(kinds: ServiceKinds, service: string): AnyServiceKind | undefined {
  return ownValue(kinds, service);
}
