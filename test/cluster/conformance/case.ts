/** What is done to both clusters, and how it ends there. */
import type { Json } from "./plugin.ts";

/** How an operation ends: what the provider did, or the API server's reason against it. */
export type Outcome =
  "created" | "unchanged" | "updated" | "replaced" | "deleted" | "Conflict" | "Forbidden" | "Invalid" | "Timeout";

/** An object of a case. */
export interface Object {
  /** Type token. */
  readonly token: string;
  /** The object's name, and the resource's. */
  readonly name: string;
}

/** A cluster as a case sees it: a namespace of its own, and names of its own for what has none. */
export interface Place {
  /** The namespace, which exists. */
  readonly namespace: string;
  /** A name that no other case has, for objects of the whole cluster. */
  readonly own: (name: string) => string;
  /** Creates an object; namespaced ones go into the case's namespace unless the inputs say another. */
  readonly create: (token: string, name: string, inputs?: Json) => Promise<Object>;
  /** As `create`, by another resource of the same object, such as another stack's. */
  readonly createAgain: (token: string, name: string, inputs?: Json) => Promise<Object>;
  /** Gives an object other inputs: in place, or by replacing it, as the provider wants. */
  readonly apply: (object: Object, inputs: Json) => Promise<"unchanged" | "updated" | "replaced">;
  readonly delete: (object: Object) => Promise<void>;
  /** The outputs as they are now; undefined when the object is gone. */
  readonly read: (object: Object) => Promise<Json | undefined>;
}

/** What is judged. Returns how it ended, unless it created an object. */
export type Operation = () => Promise<Object | Outcome>;

/** One operation on both clusters. */
export interface Case {
  /** Type token of what is judged. */
  readonly token: string;
  /** The case's name. */
  readonly what: string;
  /** Makes all that has to be there before, and returns the operation that is judged. */
  readonly prepare: (place: Place) => Operation | Promise<Operation>;
  readonly outcome: Outcome;
  /** Paths of outputs of the created object that are equal in both clusters. */
  readonly tells: readonly string[];
  /** Paths of outputs that both have, with values of their own. */
  readonly has: readonly string[];
}

type Extras = Partial<Pick<Case, "tells" | "has">>;

/** A case of one operation. */
export const ends = (
  token: string,
  outcome: Outcome,
  what: string,
  prepare: Case["prepare"],
  { tells = [], has = [] }: Extras = {},
): Case => ({ token, what, prepare, outcome, tells, has });

/** An object with these inputs is created. */
export const created = (token: string, what: string, inputs: Json, extras?: Extras): Case =>
  ends(token, "created", what, (place) => () => place.create(token, "one", inputs), extras);

/** An object with these inputs is refused. */
export const refused = (token: string, outcome: Outcome, what: string, inputs: Json): Case =>
  ends(token, outcome, what, (place) => () => place.create(token, "one", inputs));

/** An object gets other inputs. */
export const changed = (token: string, outcome: Outcome, what: string, from: Json, to: Json): Case =>
  ends(token, outcome, what, async (place) => {
    const object = await place.create(token, "one", from);
    return () => place.apply(object, to);
  });

/** An object is deleted, and gone. */
export const deleted = (token: string, inputs: Json): Case =>
  ends(token, "deleted", "is gone when it is deleted", async (place) => {
    const object = await place.create(token, "one", inputs);
    return async () => {
      await place.delete(object);
      return (await place.read(object)) === undefined ? "deleted" : "unchanged";
    };
  });

/** A case's name: the kind and what is done. */
export const nameOf = ({ token, what }: Pick<Case, "token" | "what">): string =>
  `${token.replace(/^.*:/, "")}: ${what}`;
