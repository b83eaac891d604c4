/** Lets a case happen in a cluster, and says how it ended. */
import { apiOf, isNamespaced } from "../../../sandbox/types/kubernetes/kind.ts";
import { kubernetesTypes } from "../../../sandbox/types/kubernetes/table.ts";
import { NAMESPACE } from "../../../sandbox/types/kubernetes/tokens.ts";
import type { Case, Object, Outcome, Place } from "./case.ts";
import { CheckFailed, outputsOf, type Json, type Plugin, type Remembered } from "./plugin.ts";

/** How a case ended in one cluster. */
export interface Verdict {
  /** The outcome, or `not prepared` when the case did not get that far. */
  readonly outcome: string;
  /** All that was said about a refusal; empty when there was none. */
  readonly message: string;
  /** The created object; nothing when there is none. */
  readonly outputs: Json;
}

/** How long a case waits for an object to get ready, in seconds. */
const PATIENCE = 25;
/** The same where it never gets ready. */
const IMPATIENCE = 4;

/** Judges one case; `index` makes its names differ from the other cases'. */
export async function judge(plugin: Plugin, item: Case, index: number): Promise<Verdict> {
  const known = new Map<string, Remembered>();
  const own = (name: string): string => `c${String(index)}-${name}`;
  const place = new Cluster(plugin, own, known);
  let operation: Awaited<ReturnType<Case["prepare"]>>;
  try {
    await place.create(NAMESPACE, place.namespace);
    operation = await item.prepare(place);
    if (item.outcome === "Timeout") place.seconds = IMPATIENCE;
  } catch (error) {
    return { outcome: "not prepared", message: messageOf(error), outputs: {} };
  }
  try {
    const result = await operation();
    if (typeof result === "string") return { outcome: result, message: "", outputs: {} };
    return { outcome: "created", message: "", outputs: outputsOf(place.stateOf(result).state) };
  } catch (error) {
    return { outcome: outcomeOf(error), message: messageOf(error), outputs: {} };
  }
}

class Cluster implements Place {
  readonly namespace: string;
  readonly own: Place["own"];
  readonly #plugin: Plugin;
  /** How long an object may take to get ready. */
  seconds = PATIENCE;
  readonly #known: Map<string, Remembered>;

  constructor(plugin: Plugin, own: Place["own"], known: Map<string, Remembered>) {
    this.#plugin = plugin;
    this.own = own;
    this.namespace = own("space");
    this.#known = known;
  }

  stateOf({ token, name }: Object): Remembered {
    const remembered = this.#known.get(`${token} ${name}`);
    if (remembered === undefined) throw new Error(`no ${token} ${name} was created in this case`);
    return remembered;
  }

  #complete(token: string, name: string, inputs: Json): Json {
    const { apiVersion, kind } = apiOf(token);
    const type = kubernetesTypes.find((one) => one.token === token);
    const namespaced = type !== undefined && isNamespaced(type);
    const metadata = {
      name: namespaced || token === NAMESPACE ? name : this.own(name),
      ...(namespaced ? { namespace: this.namespace } : {}),
      ...(inputs["metadata"] as Json | undefined),
    };
    return { apiVersion, kind, ...inputs, metadata };
  }

  async #create(token: string, name: string, resource: string, inputs: Json): Promise<Object> {
    const checked = await this.#plugin.check(token, resource, this.#complete(token, name, inputs));
    const made = await this.#plugin.create(token, resource, checked, this.seconds);
    this.#known.set(`${token} ${name}`, made);
    return { token, name };
  }

  create(token: string, name: string, inputs: Json = {}): Promise<Object> {
    return this.#create(token, name, this.own(name), inputs);
  }

  createAgain(token: string, name: string, inputs: Json = {}): Promise<Object> {
    return this.#create(token, name, this.own(`again-${name}`), inputs);
  }

  async apply(object: Object, inputs: Json): Promise<"unchanged" | "updated" | "replaced"> {
    const made = this.stateOf(object);
    const { token, name } = object;
    const news = await this.#plugin.check(token, made.name, this.#complete(token, name, inputs), made.inputs);
    const { changes, replaces } = await this.#plugin.diff(made, news);
    if (!changes) return "unchanged";
    if (replaces.length > 0) {
      await this.#plugin.delete(made, this.seconds);
      this.#known.set(`${token} ${name}`, await this.#plugin.create(token, made.name, news, this.seconds));
      return "replaced";
    }
    this.#known.set(`${token} ${name}`, await this.#plugin.update(made, news, this.seconds));
    return "updated";
  }

  delete(object: Object): Promise<void> {
    return this.#plugin.delete(this.stateOf(object), this.seconds);
  }

  read(object: Object): Promise<Json | undefined> {
    return this.#plugin.read(this.stateOf(object));
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** What the real provider passes on names no reason; it is in the API server's wording. */
const WORDINGS: readonly (readonly [Outcome, RegExp])[] = [
  ["Timeout", /: Timeout: |timed? ?out|deadline exceeded/i],
  ["Conflict", /: Conflict: |Apply failed with/],
  ["Invalid", /: Invalid: |is invalid:|field not declared in schema|failed to create typed patch|unable to convert/],
  ["Forbidden", /: Forbidden: |is forbidden:/],
];

function outcomeOf(error: unknown): string {
  if (error instanceof CheckFailed) return "Invalid" satisfies Outcome;
  const message = messageOf(error);
  return WORDINGS.find(([, wording]) => wording.test(message))?.[0] ?? "another error";
}
