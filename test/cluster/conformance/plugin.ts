/** A provider plugin as an engine would run it: the sandbox's or the real one, over the same protocol. */
import { spawn, type ChildProcess } from "node:child_process";
import { createHash } from "node:crypto";
import { createInterface } from "node:readline";
import {
  credentials,
  Metadata,
  Server,
  ServerCredentials,
  type requestCallback,
  type sendUnaryData,
  type ServiceError,
  type UntypedServiceImplementation,
} from "@grpc/grpc-js";
import { EngineService } from "@pulumi/pulumi/proto/engine_grpc_pb.js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import provider_pb from "@pulumi/pulumi/proto/provider_pb.js";
import empty_pb from "google-protobuf/google/protobuf/empty_pb.js";
import struct_pb from "google-protobuf/google/protobuf/struct_pb.js";

/** JSON as it travels. */
export type Json = Record<string, struct_pb.JavaScriptValue>;

const SECRET = "1b47061264138c4ac30d75fd1eb44270";
const SIGNATURE = "4dabf18193072939515e22adb298388d";

/** The value without the marks of secrets and without the provider's own bookkeeping. */
function open(value: struct_pb.JavaScriptValue): struct_pb.JavaScriptValue {
  if (Array.isArray(value)) return value.map(open);
  if (typeof value !== "object" || value === null) return value;
  const record = value as Json;
  if (record[SIGNATURE] === SECRET) return open(record["value"] ?? null);
  return Object.fromEntries(
    Object.entries(record).flatMap(([name, item]) => (name.startsWith("__") ? [] : [[name, open(item)]])),
  );
}

const struct = (properties: Json): struct_pb.Struct => struct_pb.Struct.fromJavaScript(properties);
const json = (message: struct_pb.Struct | undefined): Json => message?.toJavaScript() ?? {};

/** A resource that exists, as an engine would remember it. */
export interface Remembered {
  readonly token: string;
  readonly name: string;
  readonly id: string;
  readonly inputs: Json;
  /** As the provider sent them: that is what it wants back. */
  readonly state: Json;
}

/** What a check found wrong with inputs. */
export class CheckFailed extends Error {}

/** One running provider plugin. */
export class Plugin {
  readonly #child: ChildProcess;
  readonly #engine: Server;
  readonly #client: ResourceProviderClient;

  private constructor(child: ChildProcess, engine: Server, client: ResourceProviderClient) {
    this.#child = child;
    this.#engine = engine;
    this.#client = client;
  }

  /** Starts a plugin and configures it. */
  static async start(
    command: readonly [string, ...string[]],
    config: Readonly<Record<string, string>>,
  ): Promise<Plugin> {
    const engine = new Server();
    const handlers = Object.keys(EngineService).map((name) => [
      name,
      (_call: unknown, done: sendUnaryData<empty_pb.Empty>): void => {
        done(null, new empty_pb.Empty());
      },
    ]);
    engine.addService(EngineService, Object.fromEntries(handlers) as UntypedServiceImplementation);
    const port = await new Promise<number>((resolve, reject) => {
      engine.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) => {
        if (error === null) resolve(bound);
        else reject(error);
      });
    });
    const [program, ...args] = command;
    const child = spawn(program, [...args, `127.0.0.1:${String(port)}`], { stdio: ["ignore", "pipe", "ignore"] });
    const address = await new Promise<string>((resolve, reject) => {
      child.once("error", reject).once("exit", (code) => {
        reject(new Error(`${program} ended with ${String(code)} before it served`));
      });
      createInterface(child.stdout).once("line", (line) => {
        resolve(`127.0.0.1:${line}`);
      });
    });
    const client = new ResourceProviderClient(address, credentials.createInsecure());
    const plugin = new Plugin(child, engine, client);
    const request = new provider_pb.ConfigureRequest();
    request.setAcceptsecrets(true);
    request.setArgs(struct(config));
    for (const [name, value] of Object.entries(config))
      request.getVariablesMap().set(`kubernetes:config:${name}`, value);
    await plugin.#call<provider_pb.ConfigureResponse>((done) => client.configure(request, done));
    return plugin;
  }

  #call<T>(start: (done: requestCallback<T>) => unknown): Promise<T> {
    return new Promise((resolve, reject) => {
      start((error: ServiceError | null, response?: T) => {
        if (error === null) resolve(response as T);
        else reject(new Error(error.details));
      });
    });
  }

  /** Completes inputs. @throws CheckFailed with all that is wrong with them. */
  async check(token: string, name: string, news: Json, olds?: Json): Promise<Json> {
    const request = new provider_pb.CheckRequest();
    about(request, { token, name });
    request.setNews(struct(news));
    if (olds !== undefined) request.setOlds(struct(olds));
    request.setRandomseed(createHash("sha256").update(`${token} ${name}`).digest());
    const response = await this.#call<provider_pb.CheckResponse>((done) => this.#client.check(request, done));
    const failures = response.getFailuresList();
    if (failures.length > 0)
      throw new CheckFailed(failures.map((failure) => `${failure.getProperty()} ${failure.getReason()}`).join("\n"));
    return json(response.getInputs());
  }

  /** Creates an object from completed inputs, waiting for it so many seconds at most. */
  async create(token: string, name: string, inputs: Json, seconds: number): Promise<Remembered> {
    const request = new provider_pb.CreateRequest();
    about(request, { token, name });
    request.setProperties(struct(inputs));
    request.setTimeout(seconds);
    const response = await this.#call<provider_pb.CreateResponse>((done) =>
      this.#client.create(request, new Metadata(), within(seconds), done),
    );
    return { token, name, id: response.getId(), inputs, state: json(response.getProperties()) };
  }

  /** Paths that replace the object when it gets the new inputs, and whether anything changes at all. */
  async diff(made: Remembered, inputs: Json): Promise<{ changes: boolean; replaces: string[] }> {
    const request = new provider_pb.DiffRequest();
    about(request, made);
    request.setId(made.id);
    request.setOlds(struct(made.state));
    request.setOldInputs(struct(made.inputs));
    request.setNews(struct(inputs));
    const response = await this.#call<provider_pb.DiffResponse>((done) => this.#client.diff(request, done));
    const { DIFF_SOME } = provider_pb.DiffResponse.DiffChanges;
    return { changes: response.getChanges() === DIFF_SOME, replaces: response.getReplacesList() };
  }

  /** Changes an object in place. */
  async update(made: Remembered, inputs: Json, seconds: number): Promise<Remembered> {
    const request = new provider_pb.UpdateRequest();
    about(request, made);
    request.setId(made.id);
    request.setOlds(struct(made.state));
    request.setOldInputs(struct(made.inputs));
    request.setNews(struct(inputs));
    request.setTimeout(seconds);
    const response = await this.#call<provider_pb.UpdateResponse>((done) =>
      this.#client.update(request, new Metadata(), within(seconds), done),
    );
    return { ...made, inputs, state: json(response.getProperties()) };
  }

  /** The object's outputs as they are now; undefined when it is gone. */
  async read(made: Remembered): Promise<Json | undefined> {
    const request = new provider_pb.ReadRequest();
    about(request, made);
    request.setId(made.id);
    request.setInputs(struct(made.inputs));
    request.setProperties(struct(made.state));
    const response = await this.#call<provider_pb.ReadResponse>((done) => this.#client.read(request, done));
    return response.getId() === "" ? undefined : outputsOf(json(response.getProperties()));
  }

  /** Deletes an object and waits until it is gone. */
  async delete(made: Remembered, seconds: number): Promise<void> {
    const request = new provider_pb.DeleteRequest();
    about(request, made);
    request.setId(made.id);
    request.setProperties(struct(made.state));
    request.setOldInputs(struct(made.inputs));
    request.setTimeout(seconds);
    await this.#call<empty_pb.Empty>((done) => this.#client.delete(request, new Metadata(), within(seconds), done));
  }

  /** Ends the plugin. */
  async stop(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<undefined>();
    this.#child.once("exit", () => {
      resolve(undefined);
    });
    this.#client.close();
    this.#engine.forceShutdown();
    this.#child.kill("SIGKILL");
    await promise;
  }
}

/** Outputs without what the provider keeps in them for itself. */
export const outputsOf = (state: Json): Json => open(state) as Json;

/**
 * The engine's limit is the provider's to keep, and it does not for kinds of which it waits by rules of its own: it gives a claim five
 * minutes whatever it is told.
 */
const within = (seconds: number): { deadline: number } => ({ deadline: Date.now() + (seconds + GRACE) * 1000 });

/** Seconds in which a provider that keeps the limit says what it waited for. */
const GRACE = 3;

/** Says which resource a request is about. */
function about(
  request: {
    readonly setUrn: (urn: string) => unknown;
    readonly setName: (name: string) => unknown;
    readonly setType: (token: string) => unknown;
  },
  { token, name }: Pick<Remembered, "token" | "name">,
): void {
  request.setUrn(`urn:pulumi:test::conformance::${token}::${name}`);
  request.setName(name);
  request.setType(token);
}
