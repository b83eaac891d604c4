/** Creating, reading, changing and deleting objects: what every target does alike, driven by the type tables. */
import type { Inventory, StoredObject, StoredReference } from "../inventory/inventory.ts";
import type { SandboxSettings } from "../inventory/settings.ts";
import type { Computation, ResourceType, Scope, Target } from "../types/definition.ts";
import { withoutOwn } from "./check.ts";
import { compareInputs, type Difference } from "./compareInputs.ts";
import { hexDigest } from "./derive.ts";
import { projectInputs } from "./diff.ts";
import { TargetError } from "./errors.ts";
import { keptOutputs } from "./keptOutputs.ts";
import { Rules } from "./rules.ts";
import { markSecrets, seal, unsealProperties } from "./secrets.ts";
import { reveal, UNKNOWN, type Properties, type Unknown } from "./values.ts";

/** An object as the engine gets to know it. */
export interface Live {
  readonly id: string;
  readonly inputs: Properties;
  readonly outputs: Properties;
}

/** Whose operation it is. */
export interface Actor {
  readonly urn: string;
  readonly stack: string;
}

/** The objects of one target in one inventory. Effects are the inventory and the clock it is given. */
export class Resources {
  readonly #target: Target;
  readonly #inventory: Inventory;
  readonly #rules: Rules;
  readonly #now: () => Date;

  constructor(target: Target, inventory: Inventory, now: () => Date) {
    this.#target = target;
    this.#inventory = inventory;
    this.#rules = new Rules(target, inventory);
    this.#now = now;
  }

  #computation(
    scope: Scope,
    object: Pick<StoredObject, "id" | "birth" | "createdAt"> | undefined,
    revision: number | Unknown,
  ): Computation {
    return {
      id: object?.id ?? UNKNOWN,
      scope,
      createdAt: object?.createdAt ?? UNKNOWN,
      revision,
      derive: (label, length) => (object === undefined ? UNKNOWN : hexDigest(`${object.birth}\n${label}`, length)),
      lookUp: this.#rules.lookUp(scope),
    };
  }

  #outputs(type: ResourceType, tagged: Properties, computation: Computation): Properties {
    return markSecrets(type.outputs(withoutOwn(reveal(tagged)), computation), tagged, type.secretOutputs);
  }

  /** Outputs that creating these inputs would have; what only the target can know is unknown. */
  previewCreate(type: ResourceType, inputs: Properties, provider: Scope): Properties {
    const scope = this.#rules.scopeOf(type, inputs, provider);
    return this.#outputs(type, inputs, this.#computation(scope, undefined, UNKNOWN));
  }

  /** Outputs that changing the object to these inputs would have; `old` are those that the engine remembers. */
  previewUpdate(type: ResourceType, id: string, inputs: Properties, old: Properties, provider: Scope): Properties {
    const scope = this.#rules.scopeOf(type, inputs, provider);
    const object = this.#inventory.get(this.#rules.key(type, id, scope));
    const outputsOf = (known: Pick<StoredObject, "id" | "birth" | "createdAt">): Properties =>
      this.#outputs(type, inputs, this.#computation(scope, known, UNKNOWN));
    return object === undefined
      ? keptOutputs((madeUp) => outputsOf({ id, birth: madeUp, createdAt: madeUp }), old)
      : outputsOf(object);
  }

  /** What these inputs refer to and would not find yet; see {@link Rules.hiddenReference}. */
  hiddenReference(type: ResourceType, tagged: Properties, provider: Scope, settings: SandboxSettings) {
    const inputs = reveal(tagged);
    const scope = this.#rules.scopeOf(type, inputs, provider);
    return this.#rules.hiddenReference(type, inputs, scope, settings.consistency, this.#now());
  }

  /** Creates an object. @throws TargetError when the target would refuse. */
  create(type: ResourceType, tagged: Properties, provider: Scope, actor: Actor, settings: SandboxSettings): Live {
    const inputs = reveal(tagged);
    const scope = this.#rules.scopeOf(type, inputs, provider);
    return this.#inventory.transaction(() => {
      const counter = `birth ${this.#target.name} ${scope.key} ${type.token} ${actor.urn}`;
      const birth = `${counter} ${String(this.#inventory.next(counter))}`;
      const id = this.#freshId(type, inputs, scope, birth);
      const existing = this.#inventory.get(this.#rules.key(type, id, scope));
      const isNew = existing === undefined || type.takesOver !== true;
      if (isNew) for (const limit of type.limits ?? []) this.#rules.enforceLimit(type, limit, inputs, scope, settings);
      const references = this.#rules.requireReferences(type, inputs, scope);
      const uniqueNames = this.#rules.requireUnique(type, inputs, scope, isNew ? undefined : existing);
      const builtin = type.builtin?.(scope, id);
      if (builtin !== undefined && builtin.givesWay !== true) {
        throw new TargetError(
          "AlreadyExists",
          `${type.title} "${id}" already exists: every cluster has it from the start`,
        );
      }
      this.#rules.admit(type, inputs, scope, { self: isNew ? undefined : existing, isCreate: true });
      const createdAt = this.#now().toISOString();
      const started = isNew ? { id, birth, createdAt } : existing;
      const revision = isNew ? 1 : existing.revision + 1;
      const outputs = this.#outputs(type, tagged, this.#computation(scope, started, revision));
      this.#store(
        type,
        { ...started, ...actor, updatedAt: createdAt, revision },
        scope,
        tagged,
        outputs,
        references,
        uniqueNames,
      );
      return { id, inputs: tagged, outputs };
    });
  }

  #freshId(type: ResourceType, inputs: Properties, scope: Scope, birth: string): string {
    for (let attempt = 0; ; attempt++) {
      const id = type.id(inputs, (length) => hexDigest(`${birth}\nid ${String(attempt)}`, length), scope);
      if (typeof id !== "string" || id === "") throw new TargetError("ValidationError", `${type.title} has no name`);
      // A name given by the program does not get any fresher; its uniqueness is judged by the row's own rule.
      if (this.#inventory.get(this.#rules.key(type, id, scope)) === undefined || attempt > 8) return id;
    }
  }

  #store(
    type: ResourceType,
    facts: Pick<StoredObject, "id" | "birth" | "createdAt" | "updatedAt" | "revision" | "urn" | "stack">,
    scope: Scope,
    inputs: Properties,
    outputs: Properties,
    references: readonly StoredReference[],
    uniqueNames: readonly string[],
  ): void {
    const { sealKey } = this.#inventory;
    const sealed = seal(outputs, sealKey);
    this.#inventory.put(
      {
        ...this.#rules.key(type, facts.id, scope),
        inputs: seal(inputs, sealKey),
        outputs: sealed,
        tags: this.#target.tagsOf(sealed),
        urn: facts.urn,
        stack: facts.stack,
        createdAt: facts.createdAt,
        updatedAt: facts.updatedAt,
        birth: facts.birth,
        revision: facts.revision,
      },
      references,
      uniqueNames,
    );
  }

  /**
   * The object as it is now, or undefined when it is gone. `known` is what the engine remembers of it: it opens secrets,
   * and says which inputs are the program's own.
   */
  read(
    type: ResourceType,
    importId: string,
    known: { inputs: Properties; outputs: Properties },
    provider: Scope,
  ): Live | undefined {
    const place = this.#target.parseId(importId, this.#target.scopeOf(reveal(known.outputs), provider));
    const scope = this.#rules.scopeOf(type, {}, place.scope);
    const object = this.#inventory.get(this.#rules.key(type, place.id, scope));
    if (object === undefined) {
      const builtin = type.builtin?.(scope, place.id);
      return builtin === undefined ? undefined : { id: place.id, inputs: known.inputs, outputs: builtin.outputs };
    }
    const { sealKey } = this.#inventory;
    const outputs = unsealProperties(object.outputs, known.outputs, sealKey);
    const isImport = Object.keys(known.inputs).length === 0;
    const declared = isImport ? unsealProperties(object.inputs, {}, sealKey) : known.inputs;
    // Secret inputs may be told apart from outputs (a Secret's stringData), so they open by the engine's copy.
    const inputs = projectInputs(outputs, declared, isImport ? [] : type.freeMaps);
    return { id: place.id, inputs: markSecrets(inputs, declared), outputs };
  }

  /** Changes an object in place. @throws TargetError when it is gone or the target would refuse. */
  update(
    type: ResourceType,
    id: string,
    tagged: Properties,
    provider: Scope,
    actor: Actor,
    settings: SandboxSettings,
  ): Live {
    const inputs = reveal(tagged);
    const scope = this.#rules.scopeOf(type, inputs, provider);
    return this.#inventory.transaction(() => {
      const object = this.#inventory.get(this.#rules.key(type, id, scope));
      if (object === undefined) {
        const { code, message } = this.#target.notFound(type, id);
        throw new TargetError(code, `${message}. If it was deleted by hand, run a refresh, then update again`);
      }
      const references = this.#rules.requireReferences(type, inputs, scope);
      const uniqueNames = this.#rules.requireUnique(type, inputs, scope, object);
      for (const limit of type.limits ?? []) {
        if (limit.measure !== undefined) this.#rules.enforceLimit(type, limit, inputs, scope, settings, id);
      }
      this.#rules.admit(type, inputs, scope, { self: object, isCreate: false });
      const revision = object.revision + 1;
      const outputs = this.#outputs(type, tagged, this.#computation(scope, object, revision));
      const facts = { ...object, ...actor, updatedAt: this.#now().toISOString(), revision };
      this.#store(type, facts, scope, tagged, outputs, references, uniqueNames);
      return { id, inputs: tagged, outputs };
    });
  }

  /** Deletes an object and what goes with it; nothing happens when it is gone already. */
  delete(type: ResourceType, id: string, outputs: Properties, provider: Scope): void {
    const scope = this.#rules.scopeOf(type, outputs, provider);
    const builtin = type.builtin?.(scope, id);
    if (builtin !== undefined && builtin.givesWay !== true) {
      throw new TargetError("Forbidden", `${type.title} "${id}" is forbidden: this namespace may not be deleted`);
    }
    this.#inventory.transaction(() => {
      const object = this.#inventory.get(this.#rules.key(type, id, scope));
      if (object !== undefined && type.survivesDelete?.(object) !== true) {
        this.#deleteWithDependents(object, type, scope);
      }
    });
  }

  #deleteWithDependents(key: StoredObject, type: ResourceType, scope: Scope): void {
    const referrers = this.#inventory.referrers(key);
    const users = referrers.filter((user) => user.onDelete === "restrict" && type.takesAlong?.(key, user) !== true);
    if (users.length > 0) {
      const { code, message } = type.stillUsed?.(key.id, users) ?? this.#target.stillUsed(type, key.id, users);
      throw new TargetError(code, message);
    }
    type.admitDelete?.(key, this.#rules.world(scope));
    for (const dependent of referrers) {
      const dependentType = this.#target.types.get(dependent.type);
      if (dependentType !== undefined) this.#deleteWithDependents(dependent, dependentType, scope);
    }
    this.#inventory.remove(key);
  }

  /** What differs between old and new inputs, and what of it replaces the object. */
  diff(
    type: ResourceType,
    old: { inputs: Properties; outputs: Properties },
    news: Properties,
    provider: Scope,
  ): Difference {
    const after = reveal(news);
    return compareInputs(
      this.#target,
      type,
      { inputs: reveal(old.inputs), scope: this.#rules.scopeOf(type, old.outputs, provider) },
      { inputs: after, scope: this.#rules.scopeOf(type, after, provider) },
    );
  }
}
