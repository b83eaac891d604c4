/** The plugin process: serves one target until the engine is gone, or many engines until the last of them is. */
import { connect } from "node:net";
import { parseArgs } from "node:util";
import { Server, ServerCredentials, type UntypedServiceImplementation } from "@grpc/grpc-js";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import type { Target } from "../types/definition.ts";
import { createService, type PluginIdentity } from "./service.ts";
import { Session } from "./session.ts";
import { shareService } from "./sharedService.ts";

/** gRPC's own limit of 4 MiB a message is too small for large stacks' states. */
const UNLIMITED = { "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 };

/** How long calls under way may take after an interrupt, in milliseconds. */
const GRACE = 250;

/**
 * Calls `gone` once nobody listens at the address any more. The connection only waits to be closed: the kernel does that
 * when the engine ends, even by kill -9. An engine may close idle connections, so a close alone proves nothing; it is
 * gone when connecting again is refused.
 */
export function watchEngine(address: string, gone: () => void): void {
  const separator = address.lastIndexOf(":");
  const socket = connect({ host: address.slice(0, separator), port: Number(address.slice(separator + 1)) });
  let connected = false;
  socket.on("connect", () => {
    connected = true;
  });
  socket.on("error", () => {
    /* "close" follows. */
  });
  socket.on("close", () => {
    if (connected) watchEngine(address, gone);
    else gone();
  });
  socket.resume();
}

/**
 * Serves a target on a free port of 127.0.0.1 and prints the port. Arguments: `--inventory FILE --version VERSION`, then what the engine
 * adds that starts it: its flags and its address. It ends when that engine does. With `--shared` nobody has to start it but who has
 * engines: it serves all that attach, and ends when its standard input has been closed, even by a kill -9, and the last engine is gone.
 */
export async function serve(target: Target, args: readonly string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { inventory: { type: "string" }, version: { type: "string" }, shared: { type: "boolean" } },
    allowPositionals: true,
    strict: false,
  });
  const { inventory, version, shared } = values;
  if (typeof inventory !== "string" || typeof version !== "string") {
    process.stderr.write("usage: --inventory FILE --version VERSION [ENGINE]; Pulumi starts this program by itself\n");
    process.exit(2);
  }
  const identity = { name: target.name, version };
  const openSession = (): Session =>
    new Session({ target, inventory, now: () => new Date(), random: Math.random, environment: process.env });
  if (shared === true) await serveMany(identity, openSession);
  else await serveOne(identity, openSession(), positionals.at(-1));
}

async function serveOne(identity: PluginIdentity, session: Session, engine: string | undefined): Promise<void> {
  const server = await listen(createService(session, identity));
  const stop = (): void => {
    session.close();
    process.exit(0);
  };
  if (engine !== undefined) watchEngine(engine, stop);
  process.on("SIGTERM", stop);
  // The engine ends its plugins by an interrupt and kills what is still there five seconds later; a plugin has a process
  // group of its own, so this is never a user's Ctrl-C. Calls under way are finished first.
  process.on("SIGINT", () => {
    session.cancel();
    server.tryShutdown(stop);
    // An engine that keeps its connection open would hold this up; the operations themselves take milliseconds.
    setTimeout(stop, GRACE);
  });
}

async function serveMany(identity: PluginIdentity, openSession: () => Session): Promise<void> {
  let owned = true;
  const stopWhenIdle = (): void => {
    if (owned || service.engines() > 0) return;
    service.close();
    process.exit(0);
  };
  const service = shareService({ identity, openSession, watch: watchEngine, onIdle: stopWhenIdle });
  process.stdin.resume().on("close", () => {
    owned = false;
    stopWhenIdle();
  });
  await listen(service.implementation);
}

/** Listens on a free port and prints it. */
async function listen(implementation: UntypedServiceImplementation): Promise<Server> {
  const server = new Server(UNLIMITED);
  server.addService(ResourceProviderService, implementation);
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) => {
      if (error === null) resolve(bound);
      else reject(error);
    });
  });
  process.stdout.write(`${String(port)}\n`);
  return server;
}
