/** One service for many engines: each connection has a session of its own. */
import type { sendUnaryData, ServerUnaryCall, UntypedServiceImplementation } from "@grpc/grpc-js";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import type plugin_pb from "@pulumi/pulumi/proto/plugin_pb.js";
import { createService, type PluginIdentity } from "./service.ts";
import type { Session } from "./session.ts";

/** What a session needs to be told apart and ended. */
interface Connected {
  readonly session: Session;
  readonly handlers: UntypedServiceImplementation;
}

type Call = ServerUnaryCall<unknown, unknown>;
type Handler = (call: Call, done: sendUnaryData<unknown>) => void;

/** What the service is made of. */
export interface SharedServiceOptions {
  readonly identity: PluginIdentity;
  /** Makes the session of a new connection. */
  readonly openSession: () => Session;
  /** Calls `gone` once the engine at an address is there no more. */
  readonly watch: (engine: string, gone: () => void) => void;
  /** Told when there has been an engine and there is none left. */
  readonly onIdle: () => void;
}

/** A service that engines share, for as long as there are any. */
export interface SharedService {
  readonly implementation: UntypedServiceImplementation;
  /** How many engines are attached. */
  readonly engines: () => number;
  /** Closes all sessions. */
  readonly close: () => void;
}

/**
 * Serves many engines, and several providers of each. An engine opens a connection for every provider that it has and attaches with its
 * address; the messages after that name no provider, so the connection, which lasts as long as the provider, is what tells them apart.
 */
export function shareService({ identity, openSession, watch, onIdle }: SharedServiceOptions): SharedService {
  const connected = new Map<string, Connected>();
  const peersOf = new Map<string, Set<string>>();

  const open = (peer: string): Connected => {
    const session = openSession();
    const made = { session, handlers: createService(session, identity) };
    connected.set(peer, made);
    return made;
  };
  const close = (peers: Iterable<string>): void => {
    for (const peer of peers) {
      // What an engine that is gone was still waiting for does not happen, as when its plugin ends with it.
      connected.get(peer)?.session.cancel();
      connected.get(peer)?.session.close();
      connected.delete(peer);
    }
  };
  const attach = (engine: string, peer: string): void => {
    const known = peersOf.get(engine);
    if (known !== undefined) {
      known.add(peer);
      return;
    }
    const peers = new Set([peer]);
    peersOf.set(engine, peers);
    watch(engine, () => {
      peersOf.delete(engine);
      close(peers);
      if (peersOf.size === 0) onIdle();
    });
  };

  const names = Object.keys(ResourceProviderService);
  const handlers = names.map((name): [string, Handler] => [
    name,
    (call, done) => {
      const peer = call.getPeer();
      // A connection begins with a handshake; a port that another one had before is no reason to go on with its session.
      if (name === "handshake") close([peer]);
      if (name === "attach") attach((call.request as plugin_pb.PluginAttach).getAddress(), peer);
      ((connected.get(peer) ?? open(peer)).handlers[name] as Handler)(call, done);
    },
  ]);
  return {
    implementation: Object.fromEntries(handlers),
    engines: () => peersOf.size,
    close: () => {
      close([...connected.keys()]);
    },
  };
}
