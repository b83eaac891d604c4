/** The gRPC service that the Pulumi engine talks to: messages on one side, a {@link Session} on the other. */
import {
  Metadata,
  status,
  type sendUnaryData,
  type ServerUnaryCall,
  type UntypedServiceImplementation,
} from "@grpc/grpc-js";
import plugin_pb from "@pulumi/pulumi/proto/plugin_pb.js";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import provider_pb from "@pulumi/pulumi/proto/provider_pb.js";
import status_pb from "@pulumi/pulumi/proto/status_pb.js";
import any_pb from "google-protobuf/google/protobuf/any_pb.js";
import empty_pb from "google-protobuf/google/protobuf/empty_pb.js";
import type { Problem } from "../types/definition.ts";
import type { Autonaming } from "./check.ts";
import { InitializationError, SandboxError, TargetError } from "./errors.ts";
import { topLevel, type Change } from "./diff.ts";
import type { Difference } from "./compareInputs.ts";
import type { Session, Subject } from "./session.ts";
import { decode, encode } from "./values.ts";

/** What the plugin says about itself. */
export interface PluginIdentity {
  /** `aws` or `kubernetes`. */
  readonly name: string;
  /** Version of the SDK that the plugin stands for. */
  readonly version: string;
}

interface NamedRequest {
  getUrn(): string;
  getName(): string;
  getType(): string;
}

function subjectOf(request: NamedRequest): Subject {
  const urn = request.getUrn();
  const [, , types = "", ...name] = urn.split("::");
  return {
    urn,
    name: request.getName() || name.join("::"),
    type: request.getType() || (types.split("$").at(-1) ?? ""),
  };
}

function failures(problems: readonly Problem[]): provider_pb.CheckFailure[] {
  return problems.map(({ property, reason }) => {
    const failure = new provider_pb.CheckFailure();
    failure.setProperty(property);
    failure.setReason(reason);
    return failure;
  });
}

function autonamingOf(request: provider_pb.CheckRequest): Autonaming | undefined {
  const options = request.getAutonaming();
  if (options === undefined) return undefined;
  const { Mode } = provider_pb.CheckRequest.AutonamingOptions;
  const mode = options.getMode();
  return {
    mode: mode === Mode.DISABLE ? "disable" : mode === Mode.ENFORCE ? "enforce" : "propose",
    name: options.getProposedName(),
  };
}

function kindOf(change: Change & { replaces: boolean }): provider_pb.PropertyDiff.Kind {
  const { Kind } = provider_pb.PropertyDiff;
  if (change.kind === "add") return change.replaces ? Kind.ADD_REPLACE : Kind.ADD;
  if (change.kind === "delete") return change.replaces ? Kind.DELETE_REPLACE : Kind.DELETE;
  return change.replaces ? Kind.UPDATE_REPLACE : Kind.UPDATE;
}

function diffResponse({ changes, deleteBeforeReplace }: Difference): provider_pb.DiffResponse {
  const response = new provider_pb.DiffResponse();
  const { DiffChanges } = provider_pb.DiffResponse;
  response.setChanges(changes.length > 0 ? DiffChanges.DIFF_SOME : DiffChanges.DIFF_NONE);
  response.setDiffsList([...new Set(changes.map((change) => topLevel(change.path)))]);
  response.setReplacesList(changes.filter((change) => change.replaces).map((change) => change.path));
  response.setDeletebeforereplace(deleteBeforeReplace && changes.some((change) => change.replaces));
  response.setHasdetaileddiff(true);
  for (const change of changes) {
    const detail = new provider_pb.PropertyDiff();
    detail.setKind(kindOf(change));
    detail.setInputdiff(true);
    response.getDetaileddiffMap().set(change.path, detail);
  }
  return response;
}

/** The error as gRPC carries it; a failed initialisation takes the object along, so that the engine records it. */
function toServiceError(error: unknown): { code: status; details: string; metadata?: Metadata } {
  const message = error instanceof Error ? error.message : String(error);
  if (!(error instanceof InitializationError)) {
    const expected = error instanceof TargetError || error instanceof SandboxError;
    if (!expected && error instanceof Error) process.stderr.write(`${error.stack ?? message}\n`);
    return { code: expected ? status.UNKNOWN : status.INTERNAL, details: message };
  }
  const detail = new provider_pb.ErrorResourceInitFailed();
  detail.setId(error.id);
  detail.setProperties(encode(error.properties));
  detail.setInputs(encode(error.inputs));
  detail.setReasonsList([...error.reasons]);
  const any = new any_pb.Any();
  any.pack(detail.serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
  const rich = new status_pb.Status();
  rich.setCode(status.UNKNOWN);
  rich.setMessage(message);
  rich.addDetails(any);
  const metadata = new Metadata();
  metadata.set("grpc-status-details-bin", Buffer.from(rich.serializeBinary()));
  return { code: status.UNKNOWN, details: message, metadata };
}

/** Handlers answer a request; everything they throw becomes a gRPC error. */
function unary<Request, Response>(answer: (request: Request) => Response | Promise<Response>) {
  return (call: ServerUnaryCall<Request, Response>, done: sendUnaryData<Response>): void => {
    void Promise.resolve()
      .then(() => answer(call.request))
      .then(
        (response) => {
          done(null, response);
        },
        (error: unknown) => {
          done(toServiceError(error));
        },
      );
  };
}

/** The service's implementation over one session. */
export function createService(session: Session, identity: PluginIdentity): UntypedServiceImplementation {
  const handlers: UntypedServiceImplementation = {
    handshake: unary((_request: provider_pb.ProviderHandshakeRequest) => {
      const response = new provider_pb.ProviderHandshakeResponse();
      response.setAcceptSecrets(true);
      // Resources and outputs as such are of use to component providers only; here the engine sends their values.
      response.setAcceptResources(false);
      response.setAcceptOutputs(false);
      response.setSupportsAutonamingConfiguration(true);
      return response;
    }),
    getPluginInfo: unary((_request: empty_pb.Empty) => {
      const response = new plugin_pb.PluginInfo();
      response.setVersion(identity.version);
      return response;
    }),
    attach: unary((_request: plugin_pb.PluginAttach) => new empty_pb.Empty()),
    getSchema: unary((_request: provider_pb.GetSchemaRequest) => {
      const response = new provider_pb.GetSchemaResponse();
      response.setSchema(JSON.stringify({ name: identity.name, version: identity.version }));
      return response;
    }),
    checkConfig: unary((request: provider_pb.CheckRequest) => {
      const response = new provider_pb.CheckResponse();
      response.setInputs(request.getNews());
      response.setFailuresList(failures(session.checkConfig(decode(request.getNews()))));
      return response;
    }),
    diffConfig: unary(async (request: provider_pb.DiffRequest) => {
      const olds = decode(request.getOldInputs() ?? request.getOlds());
      const news = decode(request.getNews());
      const changed = [...new Set([...Object.keys(olds), ...Object.keys(news)])].filter(
        (name) => name !== "version" && JSON.stringify(olds[name]) !== JSON.stringify(news[name]),
      );
      const replaces = changed.length > 0 && (await session.movesTarget(olds, news));
      return diffResponse({
        changes: changed.map((path) => ({ path, kind: "update" as const, replaces })),
        deleteBeforeReplace: false,
      });
    }),
    configure: unary(async (request: provider_pb.ConfigureRequest) => {
      await session.configure(decode(request.getArgs()));
      const response = new provider_pb.ConfigureResponse();
      response.setAcceptsecrets(true);
      response.setSupportspreview(true);
      response.setSupportsAutonamingConfiguration(true);
      return response;
    }),
    check: unary((request: provider_pb.CheckRequest) => {
      const { inputs, problems } = session.check({
        ...subjectOf(request),
        olds: decode(request.getOlds()),
        news: decode(request.getNews()),
        seed: request.getRandomseed_asU8(),
        autonaming: autonamingOf(request),
      });
      const response = new provider_pb.CheckResponse();
      response.setInputs(encode(inputs));
      response.setFailuresList(failures(problems));
      return response;
    }),
    diff: unary((request: provider_pb.DiffRequest) => {
      const old = { inputs: decode(request.getOldInputs() ?? request.getOlds()), outputs: decode(request.getOlds()) };
      return diffResponse(session.diff(subjectOf(request), old, decode(request.getNews())));
    }),
    create: unary(async (request: provider_pb.CreateRequest) => {
      const response = new provider_pb.CreateResponse();
      const inputs = decode(request.getProperties());
      if (request.getPreview()) {
        response.setProperties(encode(session.previewCreate(subjectOf(request), inputs)));
        return response;
      }
      const { id, outputs } = await session.create(subjectOf(request), inputs);
      response.setId(id);
      response.setProperties(encode(outputs));
      return response;
    }),
    read: unary(async (request: provider_pb.ReadRequest) => {
      const known = { inputs: decode(request.getInputs()), outputs: decode(request.getProperties()) };
      const live = await session.read(subjectOf(request), request.getId(), known);
      const response = new provider_pb.ReadResponse();
      if (live === undefined) return response; // An empty id says that the object is gone.
      response.setId(live.id);
      response.setInputs(encode(live.inputs));
      response.setProperties(encode(live.outputs));
      return response;
    }),
    update: unary(async (request: provider_pb.UpdateRequest) => {
      const response = new provider_pb.UpdateResponse();
      const news = decode(request.getNews());
      const outputs = request.getPreview()
        ? session.previewUpdate(subjectOf(request), request.getId(), news, decode(request.getOlds()))
        : (await session.update(subjectOf(request), request.getId(), news)).outputs;
      response.setProperties(encode(outputs));
      return response;
    }),
    delete: unary(async (request: provider_pb.DeleteRequest) => {
      await session.delete(subjectOf(request), request.getId(), decode(request.getProperties()));
      return new empty_pb.Empty();
    }),
    invoke: unary(async (request: provider_pb.InvokeRequest) => {
      const response = new provider_pb.InvokeResponse();
      response.setReturn(encode(await session.invoke(request.getTok(), decode(request.getArgs()))));
      return response;
    }),
    cancel: unary((_request: empty_pb.Empty) => {
      session.cancel();
      return new empty_pb.Empty();
    }),
  };
  for (const name of Object.keys(ResourceProviderService)) {
    handlers[name] ??= (_call: unknown, done: sendUnaryData<unknown>): void => {
      done({ code: status.UNIMPLEMENTED, details: `the sandbox does not implement ${name}` });
    };
  }
  return handlers;
}
