/** The plugin process: serves one target until the engine is gone. */
import { connect } from "node:net";
import { parseArgs } from "node:util";
import { Server, ServerCredentials } from "@grpc/grpc-js";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import type { Target } from "../types/definition.ts";
import { createService } from "./service.ts";
import { Session } from "./session.ts";

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
 * Serves a target on a free port of 127.0.0.1, prints the port for the engine, and ends when the engine does.
 * Arguments: `--inventory FILE --version VERSION`, then what the engine adds: its flags and its address.
 */
export async function serve(target: Target, args: readonly string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { inventory: { type: "string" }, version: { type: "string" } },
    allowPositionals: true,
    strict: false,
  });
  const { inventory, version } = values;
  if (typeof inventory !== "string" || typeof version !== "string") {
    process.stderr.write("usage: --inventory FILE --version VERSION [ENGINE]; Pulumi starts this program by itself\n");
    process.exit(2);
  }
  const session = new Session({
    target,
    inventory,
    now: () => new Date(),
    random: Math.random,
    environment: process.env,
  });
  const server = new Server(UNLIMITED);
  server.addService(ResourceProviderService, createService(session, { name: target.name, version }));
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) => {
      if (error === null) resolve(bound);
      else reject(error);
    });
  });
  const stop = (): void => {
    session.close();
    process.exit(0);
  };
  const engine = positionals.at(-1);
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
  process.stdout.write(`${String(port)}\n`);
}
