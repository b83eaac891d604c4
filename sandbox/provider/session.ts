/** One configured provider: the target it reaches, its inventory, and the faults on the way. */
import { setTimeout as sleep } from "node:timers/promises";
import { Inventory } from "../inventory/inventory.ts";
import { readSettings, type Fault, type Operation, type SandboxSettings } from "../inventory/settings.ts";
import type { Problem, ResourceType, Scope, Target } from "../types/definition.ts";
import { checkShape, suggest } from "../types/shapes.ts";
import { check, findType, type CheckInput, type CheckOutput } from "./check.ts";
import { InitializationError, SandboxError, TargetError } from "./errors.ts";
import { delay, strike, type Attempt } from "./faults.ts";
import type { Difference } from "./compareInputs.ts";
import { Resources, type Actor, type Live } from "./resources.ts";
import { parseConfig } from "./parseConfig.ts";
import { reveal, type Properties } from "./values.ts";

/** What a session takes from outside. */
export interface SessionOptions {
  readonly target: Target;
  /** Path of the SQLite file. */
  readonly inventory: string;
  readonly now: () => Date;
  /** Number from 0 (included) to 1 (excluded), for faults with a probability. */
  readonly random: () => number;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** Which resource an operation is about. */
export interface Subject {
  readonly urn: string;
  readonly name: string;
  readonly type: string;
}

interface Configured {
  readonly scope: Scope;
  readonly config: Properties;
  readonly inventory: Inventory;
  readonly resources: Resources;
}

/** Settings that belong to the engine, not to the target. */
const ENGINE_SETTINGS = ["version", "pluginDownloadURL", "pluginChecksums"];

/** Stack of a URN: `urn:pulumi:<stack>::<project>::<types>::<name>`. */
function actorOf({ urn }: Subject): Actor {
  return { urn, stack: urn.split("::")[0]?.replace(/^urn:pulumi:/, "") ?? "" };
}

/** A provider process's state. Operations throw TargetError, InitializationError or SandboxError. */
export class Session {
  readonly #options: SessionOptions;
  #configured: Configured | undefined;
  #abort = new AbortController();

  constructor(options: SessionOptions) {
    this.#options = options;
  }

  /** Problems of the provider's own settings. */
  checkConfig(config: Properties): Problem[] {
    const { target } = this.#options;
    const own = Object.fromEntries(Object.entries(config).filter(([name]) => !ENGINE_SETTINGS.includes(name)));
    return checkShape(target.shapes, "provider", reveal(parseConfig(target, own)));
  }

  /** True when the new settings reach other accounts or clusters than the old ones, so that nothing can stay. */
  async movesTarget(olds: Properties, news: Properties): Promise<boolean> {
    const { target, environment } = this.#options;
    const identity = async (config: Properties): Promise<string> =>
      target.identity(await target.configure(reveal(parseConfig(target, config)), environment));
    try {
      return (await identity(olds)) !== (await identity(news));
    } catch {
      return false; // What is wrong with the new settings is said by configure.
    }
  }

  /** Settles where objects go and opens the inventory. */
  async configure(config: Properties): Promise<void> {
    const { target, environment, inventory: file, now } = this.#options;
    const parsed = reveal(parseConfig(target, config));
    const scope = await target.configure(parsed, environment);
    this.close();
    const inventory = new Inventory(file);
    this.#configured = { scope, config: parsed, inventory, resources: new Resources(target, inventory, now) };
    inventory.limitPages(readSettings(file).maxPageCount);
  }

  #ready(): Configured {
    if (this.#configured === undefined)
      throw new SandboxError("the sandbox provider was used before it was configured");
    return this.#configured;
  }

  #row(type: string): ResourceType {
    const row = findType(this.#options.target, type);
    if (typeof row === "string") throw new TargetError("NotSimulated", row);
    return row;
  }

  /** Completes and judges inputs. */
  check(input: CheckInput): CheckOutput {
    const { scope, config } = this.#ready();
    return check(this.#options.target, scope, config, input);
  }

  /** Compares old and new inputs. */
  diff(subject: Subject, old: { inputs: Properties; outputs: Properties }, news: Properties): Difference {
    const { resources, scope } = this.#ready();
    return resources.diff(this.#row(subject.type), old, news, scope);
  }

  /** Outputs of a create that does not happen. */
  previewCreate(subject: Subject, inputs: Properties): Properties {
    const { resources, scope } = this.#ready();
    return resources.previewCreate(this.#row(subject.type), inputs, scope);
  }

  /** Outputs of an update that does not happen. */
  previewUpdate(subject: Subject, id: string, inputs: Properties, old: Properties): Properties {
    const { resources, scope } = this.#ready();
    return resources.previewUpdate(this.#row(subject.type), id, inputs, old, scope);
  }

  /** Creates an object. */
  create(subject: Subject, inputs: Properties): Promise<Live> {
    const row = this.#row(subject.type);
    return this.#operate(
      "create",
      subject,
      `creating ${row.title} (${subject.name})`,
      ({ resources, scope }, settings) => resources.create(row, inputs, scope, actorOf(subject), settings),
      inputs,
    );
  }

  /** Reads an object; undefined when it is gone. */
  read(subject: Subject, id: string, known: { inputs: Properties; outputs: Properties }): Promise<Live | undefined> {
    const row = this.#row(subject.type);
    return this.#operate("read", subject, `reading ${row.title} (${id})`, ({ resources, scope }) =>
      resources.read(row, id, known, scope),
    );
  }

  /** Changes an object in place. */
  update(subject: Subject, id: string, inputs: Properties): Promise<Live> {
    const row = this.#row(subject.type);
    return this.#operate(
      "update",
      subject,
      `updating ${row.title} (${id})`,
      ({ resources, scope }, settings) => resources.update(row, id, inputs, scope, actorOf(subject), settings),
      inputs,
    );
  }

  /** Deletes an object; no error when it is gone. */
  async delete(subject: Subject, id: string, outputs: Properties): Promise<void> {
    const row = this.#row(subject.type);
    await this.#operate("delete", subject, `deleting ${row.title} (${id})`, ({ resources, scope }) => {
      resources.delete(row, id, outputs, scope);
      return undefined;
    });
  }

  /** Calls a provider function. */
  invoke(token: string, inputs: Properties): Promise<Properties> {
    const { target } = this.#options;
    const call = target.functions.get(token);
    if (call === undefined) {
      const hint = suggest(token, [...target.functions.keys()]);
      throw new TargetError(
        "NotSimulated",
        `the function ${token} is not simulated by the sandbox.${hint} To simulate it, add it to the functions of ${target.table}`,
      );
    }
    const subject = { urn: "", name: token, type: token };
    return this.#operate("invoke", subject, `invoking ${token}`, ({ scope }) => call(reveal(inputs), scope));
  }

  async #operate<T extends Live | Properties | undefined>(
    operation: Operation,
    subject: Subject,
    doing: string,
    work: (configured: Configured, settings: SandboxSettings) => T,
    inputs?: Properties,
  ): Promise<T> {
    const configured = this.#ready();
    const settings = readSettings(this.#options.inventory);
    configured.inventory.limitPages(settings.maxPageCount);
    const attempt: Attempt = { operation, type: subject.type, name: subject.name };
    try {
      await delay(settings, "before", attempt, this.#abort.signal);
      if (inputs !== undefined) await this.#waitForReferences(configured, subject, inputs, settings);
      const fault = strike(settings, attempt, configured.inventory, this.#options.random);
      if (fault?.when === "before") throw new TargetError(fault.code, fault.message);
      const result = work(configured, settings);
      await delay(settings, "after", attempt, this.#abort.signal);
      if (fault !== undefined) failAfter(fault, operation, result);
      return result;
    } catch (error) {
      if (error instanceof TargetError) throw new TargetError(error.code, `${doing}: ${error.code}: ${error.message}`);
      if (error instanceof Error && error.name === "AbortError")
        throw new SandboxError(`${doing}: cancelled`, { cause: error });
      throw error;
    }
  }

  /** Asks again, as providers do, until what the inputs refer to is seen. @throws TargetError when that takes too long. */
  async #waitForReferences(
    { resources, scope }: Configured,
    { type }: Subject,
    inputs: Properties,
    settings: SandboxSettings,
  ): Promise<void> {
    const hidden = resources.hiddenReference(this.#row(type), inputs, scope, settings);
    if (hidden === undefined) return;
    const { milliseconds, patience, error } = hidden;
    await sleep(Math.min(milliseconds, patience), undefined, { signal: this.#abort.signal });
    if (milliseconds > patience) throw error;
  }

  /** Ends waiting operations, as the engine asks on interruption. */
  cancel(): void {
    this.#abort.abort();
    this.#abort = new AbortController();
  }

  /** Closes the inventory. */
  close(): void {
    this.#configured?.inventory.close();
    this.#configured = undefined;
  }
}

function isLive(result: Live | Properties | undefined): result is Live {
  return result !== undefined && typeof result.id === "string" && "outputs" in result;
}

/** The effect is there; what the engine gets to know of it depends on the fault. */
function failAfter(fault: Fault, operation: Operation, result: Live | Properties | undefined): never {
  if (fault.when === "after" && (operation === "create" || operation === "update") && isLive(result)) {
    throw new InitializationError(result.id, result.outputs, result.inputs, [`${fault.code}: ${fault.message}`]);
  }
  throw new TargetError(fault.code, fault.message);
}
