import * as pulumi from "@pulumi/pulumi";

import type { RenderedResource } from "../../core/results/renderedResource.ts";
import { plainInputs } from "./plainInputs.ts";
import { recordOptions, type OptionsRequest } from "./recordOptions.ts";
import { urnOf } from "./urnOf.ts";

/** The parts of the SDK's mock monitor that are replaced; its types keep some of them to itself. */
interface Monitor {
  newUrn: (parent: string, type: string, name: string) => string;
  registerResource: (request: RegisterRequest, callback: Callback<RegisterResponse>) => Promise<void>;
  registerResourceOutputs: (request: unknown, callback: Callback<object>) => void;
}
type Callback<Response> = (error: unknown, response?: Response) => void;
type Struct = Parameters<typeof pulumi.runtime.deserializeProperties>[0];
interface RegisterRequest extends OptionsRequest {
  getType(): string;
  getName(): string;
  getParent(): string;
  getCustom(): boolean;
  getImportid(): string;
  getProvider(): string;
  getProtect(): boolean;
  getObject(): Struct;
  getDependenciesList(): string[];
  getPropertydependenciesMap(): { entries(): Iterable<[string, { getUrnsList(): string[] }]> };
}
/** What the SDK asks of an answer; making the message that the engine would send, and reading it again, takes longer than the mocks. */
interface RegisterResponse {
  readonly getUrn: () => string;
  readonly getId: () => string;
  readonly getObject: () => Struct;
  readonly getPropertydependenciesMap: () => undefined;
  readonly getResult: () => 0;
  readonly getUnknown: () => false;
}

/**
 * Lets the current mock monitor keep what is registered with it, answer as fast as it can, and give the engine's URNs.
 *
 * @returns everything that has been registered so far, in that order; it grows while the program runs.
 */
export function recordResources(mocks: pulumi.runtime.Mocks, stack: string): readonly RenderedResource[] {
  const resources: RenderedResource[] = [];
  const monitor = pulumi.runtime.getMonitor() as unknown as Monitor;
  monitor.newUrn = (parent, type, name) => urnOf(stack, parent, type, name);
  monitor.registerResource = async (request, callback) => {
    try {
      const [type, name, provider] = [request.getType(), request.getName(), request.getProvider()];
      const serialised = request.getObject().toJavaScript();
      const inputs: Record<string, unknown> = pulumi.runtime.deserializeProperties(readAs(serialised));
      const custom = request.getCustom();
      const { id, state } = await mocks.newResource({
        type,
        name,
        inputs,
        provider,
        custom,
        id: request.getImportid(),
      });
      const urn = urnOf(stack, request.getParent(), type, name);
      const made = custom ? madeUp(id, state, inputs) : {};
      const options = recordOptions(request, stack);
      resources.push({
        ...recorded(request, urn, serialised),
        ...(Object.keys(made).length > 0 && { madeUp: made }),
        ...(options !== undefined && { options }),
      });
      callback(null, response(urn, id ?? "", asGiven(state, inputs, serialised)));
    } catch (error) {
      callback(error);
    }
  };
  // What a component gives to its user has been given; nobody reads it again.
  monitor.registerResourceOutputs = (_request, callback) => {
    callback(null, {});
  };
  return resources;
}

function recorded(request: RegisterRequest, urn: string, serialised: Record<string, unknown>): RenderedResource {
  const [parent, provider] = [request.getParent(), request.getProvider()];
  const { inputs, secrets } = plainInputs(serialised);
  const byProperty = [...request.getPropertydependenciesMap().entries()].flatMap(([property, dependencies]) => {
    const urns = dependencies.getUrnsList();
    return urns.length === 0 ? [] : [[property, urns.toSorted()] as const];
  });
  return {
    type: request.getType(),
    name: request.getName(),
    urn,
    ...(parent !== "" && { parent }),
    inputs,
    ...(secrets.length > 0 && { secrets }),
    protect: request.getProtect(),
    // A reference is the provider's URN and its id.
    ...(provider !== "" && { provider: provider.slice(0, provider.lastIndexOf("::")) }),
    dependencies: request.getDependenciesList().toSorted(),
    propertyDependencies: Object.fromEntries(byProperty),
  };
}

/** The id, and what of a state was not given. What equals an input is known to whoever gave it. */
function madeUp(
  id: string | undefined,
  state: Readonly<Record<string, unknown>>,
  inputs: Readonly<Record<string, unknown>>,
): Record<string, string> {
  const given = new Set(Object.values(inputs));
  const all: Record<string, unknown> = { ...state, id };
  const made = Object.entries(all).flatMap(([key, value]) =>
    (typeof value === "string" || typeof value === "number") && value !== "" && !given.has(value)
      ? [[key, String(value)] as const]
      : [],
  );
  return Object.fromEntries(made);
}

/** A state in which what is as it was given is as it was sent, so that secrets stay secrets. */
function asGiven(
  state: Record<string, unknown>,
  inputs: Readonly<Record<string, unknown>>,
  serialised: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(state).map(([key, value]) => [
      key,
      Object.hasOwn(inputs, key) && inputs[key] === value ? serialised[key] : value,
    ]),
  );
}

function response(urn: string, id: string, state: Record<string, unknown>): RegisterResponse {
  return {
    getUrn: () => urn,
    getId: () => id,
    getObject: () => readAs(state),
    getPropertydependenciesMap: () => undefined,
    getResult: () => 0,
    getUnknown: () => false,
  };
}

/** A message with these fields, as far as the SDK asks: it reads all of it at once. */
function readAs(fields: object): Struct {
  return { toJavaScript: () => fields } as Struct;
}
