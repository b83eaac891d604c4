/** Where objects live, what they may see of each other, and whether the target would let a new one in. */
import type { Inventory, ObjectKey, StoredObject, StoredReference } from "../inventory/inventory.ts";
import { settingsFile, type Consistency, type SandboxSettings } from "../inventory/settings.ts";
import type { Admission, LookUp, ResourceType, Scope, Target, TypeLimit, World } from "../types/definition.ts";
import { LIMITS, type Limit } from "../types/limits.ts";
import { scopeWithin, uniqueNames } from "./compareInputs.ts";
import { hiddenFor, type Hidden } from "./consistency.ts";
import { TargetError } from "./errors.ts";
import { reveal, sameValue, Unknown, UNKNOWN, type Properties } from "./values.ts";

/** The rules of one target over one inventory: limits, references, unique names, and the rows' own. */
export class Rules {
  readonly #target: Target;
  readonly #inventory: Inventory;

  constructor(target: Target, inventory: Inventory) {
    this.#target = target;
    this.#inventory = inventory;
  }

  /** Key of an object of this target. */
  key(type: ResourceType, id: string, scope: Scope): ObjectKey {
    return { target: this.#target.name, scope: scope.key, type: type.token, id };
  }

  /** Where an object with these properties lives. */
  scopeOf(type: ResourceType, properties: Properties, provider: Scope): Scope {
    return this.#within(type, this.#target.scopeOf(reveal(properties), provider));
  }

  #within(type: ResourceType, scope: Scope): Scope {
    return scopeWithin(this.#target, type, scope);
  }

  /** Outputs of an object in reach, built-in ones included. */
  find(token: string, id: string, scope: Scope): Properties | undefined {
    const type = this.#target.types.get(token);
    if (type === undefined) return undefined;
    const place = this.#within(type, scope);
    return this.#inventory.get(this.key(type, id, place))?.outputs ?? type.builtin?.(place, id)?.outputs;
  }

  /** Objects of a type in reach. */
  list(token: string, scope: Scope): StoredObject[] {
    const type = this.#target.types.get(token);
    if (type === undefined) return [];
    return this.#inventory.list({ target: this.#target.name, scope: this.#within(type, scope).key, type: token });
  }

  /** What a row may look at. */
  world(scope: Scope): World {
    return {
      scope,
      find: (token, id) => this.find(token, id, scope),
      list: (token) => this.list(token, scope),
      ownerOf: (name) => this.#inventory.ownerOf(name),
    };
  }

  /** Reads single outputs of objects in reach. */
  lookUp(scope: Scope): LookUp {
    return (token, id, property) => {
      if (id instanceof Unknown) return UNKNOWN;
      return (typeof id === "string" ? this.find(token, id, scope)?.[property] : undefined) ?? "";
    };
  }

  /**
   * Counts an object that is to be created or, when the limit measures objects, changed.
   *
   * @param self the id of an object that is to be changed.
   * @throws TargetError when it would be too much.
   */
  enforceLimit(
    type: ResourceType,
    { name, parent: parentOf, shared, measure }: TypeLimit,
    inputs: Properties,
    scope: Scope,
    settings: SandboxSettings,
    self?: string,
  ): void {
    const limit: Limit = LIMITS[name];
    const highest = settings.limits[name] ?? (limit.follows === undefined ? undefined : settings.limits[limit.follows]);
    const allowed = highest ?? limit.standard;
    const parent = parentOf?.(inputs);
    if (parentOf !== undefined && parent === undefined) return;
    const value = shared?.(inputs, this.lookUp(scope));
    if (shared !== undefined && value === undefined) return;
    let place = scope.key;
    let count: number;
    if (parent !== undefined) {
      place = parent.id;
      const parentType = this.#target.types.get(parent.type);
      const parentScope = parentType === undefined ? scope : this.#within(parentType, scope);
      const key = { target: scope.target, scope: parentScope.key, type: parent.type, id: parent.id };
      count = this.#alike(this.#inventory.referrers(key, type.token), shared, inputs, scope).length;
    } else if (limit.within === "account") {
      place = scope.facts["account"] ?? "";
      count = this.#inventory.countUnder(scope.target, `${place}/`, type.token);
    } else if (shared === undefined) {
      count = this.#inventory.count({ target: scope.target, scope: scope.key, type: type.token });
    } else {
      place = typeof value === "string" ? value : place;
      const alike = this.#alike(this.list(type.token, scope), shared, inputs, scope).filter(({ id }) => id !== self);
      count = measure === undefined ? alike.length : alike.reduce((sum, object) => sum + measure(object.inputs), 0);
    }
    const own = measure?.(inputs);
    if (count + (own ?? 1) <= allowed) return;
    const standing = `${place} has ${String(count)} of ${String(allowed)}`;
    throw new TargetError(
      limit.code,
      `${limit.message}: ${standing}${own === undefined ? "" : `, and ${String(own)} would be added`}. Raise limits.${name} in ${settingsFile(this.#inventory.file)} to allow more`,
    );
  }

  /** The objects that share what the limit counts by with the new one. */
  #alike(
    objects: readonly StoredObject[],
    shared: TypeLimit["shared"],
    inputs: Properties,
    scope: Scope,
  ): readonly StoredObject[] {
    if (shared === undefined) return objects;
    const lookUp = this.lookUp(scope);
    const wanted = shared(inputs, lookUp);
    return objects.filter((object) => sameValue(shared(object.inputs, lookUp), wanted));
  }

  /** The references to store. @throws TargetError when another object that is needed does not exist. */
  requireReferences(type: ResourceType, inputs: Properties, scope: Scope): StoredReference[] {
    return (type.references ?? []).flatMap(({ toType, target, onDelete, existsAnyway, missing }) => {
      const otherType = this.#target.types.get(toType);
      const toScope = (otherType === undefined ? scope : this.#within(otherType, scope)).key;
      return [target(inputs, scope) ?? []].flat().flatMap((toId) => {
        if (this.find(toType, toId, scope) === undefined) {
          if (existsAnyway?.(toId, this.world(scope)) === true) return [];
          const { code, message } = missing(toId);
          throw new TargetError(code, message);
        }
        return onDelete === "nothing" ? [] : [{ toScope, toType, toId, onDelete }];
      });
    });
  }

  /** What these inputs refer to and would not find yet: the one that is hidden longest, and the error of not finding it. */
  hiddenReference(
    type: ResourceType,
    inputs: Properties,
    scope: Scope,
    rules: readonly Consistency[],
    now: Date,
  ): (Hidden & { readonly error: TargetError }) | undefined {
    if (rules.length === 0) return undefined;
    const hidden = (type.references ?? []).flatMap(({ toType, target, missing }) => {
      const otherType = this.#target.types.get(toType);
      if (otherType === undefined) return [];
      return [target(inputs, scope) ?? []].flat().flatMap((toId) => {
        const object = this.#inventory.get(this.key(otherType, toId, this.#within(otherType, scope)));
        const found = object && hiddenFor(object, rules, now);
        if (found === undefined) return [];
        const { code, message } = missing(toId);
        return [{ ...found, error: new TargetError(code, message) }];
      });
    });
    return hidden.toSorted((a, b) => b.milliseconds - a.milliseconds)[0];
  }

  /** The names to store. @throws TargetError when another object has one of them. */
  requireUnique(type: ResourceType, inputs: Properties, scope: Scope, self: ObjectKey | undefined): string[] {
    for (const rule of type.unique ?? []) {
      for (const name of [rule.name(inputs, scope) ?? []].flat()) {
        const owner = this.#inventory.ownerOf(name);
        if (owner === undefined) continue;
        if (owner.type === self?.type && owner.id === self.id && owner.scope === self.scope) continue;
        const { code, message } = rule.taken(inputs, owner, scope);
        throw new TargetError(code, message);
      }
    }
    return uniqueNames(type, inputs, scope);
  }

  /** Asks the row's own rule. @throws TargetError when it refuses. */
  admit(
    type: ResourceType,
    inputs: Properties,
    scope: Scope,
    { self, isCreate }: Pick<Admission, "self" | "isCreate">,
  ): void {
    type.admit?.({
      ...this.world(scope),
      inventory: this.#inventory,
      inputs,
      self,
      isCreate,
      siblings: (token, toType, toId) =>
        this.#inventory
          .referrers({ target: scope.target, scope: scope.key, type: toType, id: toId }, token)
          .filter((object) => object.type !== self?.type || object.id !== self.id),
    });
  }
}
