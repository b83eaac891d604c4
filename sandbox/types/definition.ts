/** The vocabulary of the type tables: what a row says about a resource type, and what a target says about itself. */
import type { Inventory, ObjectKey, StoredObject, StoredReference } from "../inventory/inventory.ts";
import type { Properties, Unknown, Value } from "../provider/values.ts";
import type { LimitName } from "./limits.ts";

/** Where a provider's objects live, settled when the provider is configured. */
export interface Scope {
  readonly target: "aws" | "kubernetes";
  /** `000000000000/eu-central-1`, or the cluster's context. */
  readonly key: string;
  /** Facts that rows use: `account`, `region`, `partition`; or `cluster`, `namespace`. */
  readonly facts: Readonly<Record<string, string>>;
}

/** What a row may use to compute outputs. In a preview of a new object the id and all that comes from it are unknown. */
export interface Computation {
  readonly id: string | Unknown;
  readonly scope: Scope;
  /** ISO 8601 UTC creation time; unknown in the preview of a create. */
  readonly createdAt: string | Unknown;
  /** Counts changes; unknown in previews, because it will change. */
  readonly revision: number | Unknown;
  /** Hex digits that belong to this object and to this label alone; the same at every call. */
  readonly derive: (label: string, length: number) => Value;
  /** An output of another object: unknown while its id is, `""` when there is no such object or output. */
  readonly lookUp: LookUp;
}

/** Reads one output of another object in reach; see {@link Computation.lookUp}. */
export type LookUp = (type: string, id: Value | undefined, property: string) => Value;

/** What else exists, for rules that look around. */
export interface World {
  readonly scope: Scope;
  /** An object in reach (of this scope or of the whole account), built-in ones included. */
  readonly find: (type: string, id: string) => Properties | undefined;
  /** All objects of a type in reach. */
  readonly list: (type: string) => StoredObject[];
  /** Who holds a unique name, or undefined. */
  readonly ownerOf: (name: string) => ObjectKey | undefined;
}

/** What is wrong with one input. */
export interface Problem {
  /** Property path. */
  readonly property: string;
  readonly reason: string;
}

/** What a row may look at before an object is created or changed. Throw a TargetError to refuse. */
export interface Admission extends World {
  readonly inventory: Inventory;
  readonly inputs: Properties;
  /** The object as it was when this is an update, or a create that takes over what exists. */
  readonly self: StoredObject | undefined;
  /** True for a create. */
  readonly isCreate: boolean;
  /** Objects of a type that refer to the given object, without `self`. */
  readonly siblings: (type: string, toType: string, toId: string) => StoredObject[];
}

/** A tie to another object that must exist. */
export interface Reference {
  /** Top-level input, for messages. */
  readonly property: string;
  readonly toType: string;
  /** Id of the other object, or ids of several; undefined when these inputs refer to none. */
  readonly target: (inputs: Properties, scope: Scope) => string | readonly string[] | undefined;
  /** What deleting the other object does; `nothing`: it only has to exist when this one is created or changed. */
  readonly onDelete: StoredReference["onDelete"] | "nothing";
  /** True for ids that exist although no row made them, such as the default security group of a VPC. */
  readonly existsAnyway?: (id: string, world: World) => boolean;
  /** The target's error when the other object is missing. */
  readonly missing: (id: string) => { readonly code: string; readonly message: string };
}

/** A name that only one object may have. */
export interface UniqueName {
  /** The name (or names) with all it must be unique in, or undefined when these inputs have none. */
  readonly name: (inputs: Properties, scope: Scope) => string | readonly string[] | undefined;
  readonly taken: (
    inputs: Properties,
    owner: ObjectKey,
    scope: Scope,
  ) => { readonly code: string; readonly message: string };
}

/** How a name is made when the program gives none. */
export interface Autoname {
  /** Path of the name: `bucket`, `metadata.name`. */
  readonly path: readonly string[];
  readonly prefix?: string;
  readonly randomDigits: number;
  readonly longest: number;
  /** Inputs that make a name unnecessary, such as `bucketPrefix`. */
  readonly unless?: readonly (readonly string[])[];
}

/** A limit that objects of a type count against. */
export interface TypeLimit {
  readonly name: LimitName;
  /** Object within which is counted, for limits within a parent. */
  readonly parent?: (inputs: Properties) => ObjectParent | undefined;
  /**
   * Value that the counted objects have in common, such as their zone; other objects do not count. Undefined when the
   * limit is not about the new object at all.
   */
  readonly shared?: (inputs: Properties, lookUp: LookUp) => Value | undefined;
  /** How much of the limit an object takes up, such as its size. Changes count then, too; absent means one an object. */
  readonly measure?: (inputs: Properties) => number;
}

/** The target's answer when something stands against an operation. */
export interface Refusal {
  readonly code: string;
  readonly message: string;
}

/** One row of a type table. Only `token`, `title`, `id` and `outputs` are always needed. */
export interface ResourceType {
  /** Pulumi type token. */
  readonly token: string;
  /** What the target calls it, used in errors: `EC2 VPC`. */
  readonly title: string;
  /** Inputs that the target sets when the program does not. */
  readonly defaults?: Properties;
  /** Inputs that the target chooses when absent, so that dropping them is no change. */
  readonly chosenWhenAbsent?: readonly string[];
  readonly autoname?: Autoname;
  /** Free-form maps in which a change by hand of any key is drift. */
  readonly freeMaps?: readonly string[];
  /** Brings inputs into the form in which they are kept (a policy document as JSON text). Unknown parts stay. */
  readonly normalise?: (inputs: Properties, scope: Scope) => Properties;
  /** Rules beyond presence and shape. Unknown values must pass. */
  readonly check?: (inputs: Properties, scope: Scope) => Problem[];
  /** Property paths whose change replaces the object. */
  readonly replaceOn?: readonly string[] | ((scope: Scope) => readonly string[]);
  /** Belongs to the whole account, not to a region: found from every region, its name taken in all of them. */
  readonly accountWide?: boolean;
  readonly limits?: readonly TypeLimit[];
  readonly references?: readonly Reference[];
  readonly unique?: readonly UniqueName[];
  /** Creating an object that exists already takes it over, as the target's own put operations do. */
  readonly takesOver?: boolean;
  readonly admit?: (admission: Admission) => void;
  /** Looks at an object before it is deleted, users already ruled out. Throw a TargetError to refuse. */
  readonly admitDelete?: (object: StoredObject, world: World) => void;
  /** True for a user that goes along, although it would otherwise stand in the way (`forceDetachPolicies`). */
  readonly takesAlong?: (object: StoredObject, user: StoredObject) => boolean;
  /** True when deleting the resource leaves the object where it is (`skipDestroy`). */
  readonly survivesDelete?: (object: StoredObject) => boolean;
  /** The target's error when objects that need this one still exist; absent means the target's usual one. */
  readonly stillUsed?: (id: string, users: readonly ObjectKey[]) => Refusal;
  /** Id of a new object. `fresh` gives hex digits that no object has had. */
  readonly id: (inputs: Properties, fresh: (length: number) => string, scope: Scope) => Value;
  /** All outputs. */
  readonly outputs: (inputs: Properties, computation: Computation) => Properties;
  /** Top-level outputs that are secret whatever the program says. */
  readonly secretOutputs?: readonly string[];
  /** Objects that every scope has from the start, by id. They can be read, not changed. */
  readonly builtin?: (scope: Scope, id: string) => Builtin | undefined;
}

/** An object that a scope has from the start. */
export interface Builtin {
  readonly outputs: Properties;
  /** True when it is there only until a program creates one of its id, and again when that is gone. */
  readonly givesWay?: boolean;
}

/** The object within which a limit counts. */
export interface ObjectParent {
  readonly type: string;
  readonly id: string;
}

/** A provider function (`aws.getRegion`). */
export type ProviderFunction = (inputs: Properties, scope: Scope) => Properties;

/** One simulated target. */
export interface Target {
  readonly name: "aws" | "kubernetes";
  /** Where a new row would go, for messages. */
  readonly table: string;
  /** What the target is called in messages. */
  readonly title: string;
  readonly types: ReadonlyMap<string, ResourceType>;
  readonly functions: ReadonlyMap<string, ProviderFunction>;
  /** Generated argument shapes by name (see shapes.ts). */
  readonly shapes: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /**
   * Settles where the provider's objects live.
   * @throws TargetError when the configuration leads to another target than this sandbox.
   */
  readonly configure: (config: Properties, environment: Readonly<Record<string, string | undefined>>) => Promise<Scope>;
  /** Where a provider of these settings, without secrets, would have its objects; nothing is asked, and nothing judged. */
  readonly placeOf: (config: Properties) => Scope;
  /** Property paths whose change replaces any resource of this target. */
  readonly replaceOn: readonly string[];
  /** Scope of one resource: the provider's, or the one its own inputs (`region`) or id name. */
  readonly scopeOf: (properties: Properties, scope: Scope) => Scope;
  /** Scope of what belongs to the whole account, in reach of every scope of it. */
  readonly accountScope: (scope: Scope) => Scope;
  /** Rules that hold for the inputs of every type, such as those for tags. */
  readonly check: (type: ResourceType, inputs: Properties) => Problem[];
  /** Splits an import id that names a scope: `vpc-1@eu-west-1`. */
  readonly parseId: (id: string, scope: Scope) => { readonly id: string; readonly scope: Scope };
  /** What every resource of this target gets: default tags, apiVersion and kind, the namespace. */
  readonly complete: (type: ResourceType, inputs: Properties, scope: Scope, config: Properties) => Properties;
  /** Inputs that are compared although the program did not write them (the resolved region). */
  readonly comparable: (inputs: Properties, scope: Scope) => Properties;
  /** Provider settings whose change replaces every resource. */
  readonly identity: (scope: Scope) => string;
  /** Tags or labels of an object, for the inventory's readers. */
  readonly tagsOf: (outputs: Properties) => Properties;
  /** The target's error when the object to change is gone. */
  readonly notFound: (type: ResourceType, id: string) => { readonly code: string; readonly message: string };
  /** The target's error when objects that need this one still exist. */
  readonly stillUsed: (
    type: ResourceType,
    id: string,
    users: readonly ObjectKey[],
  ) => { readonly code: string; readonly message: string };
}
