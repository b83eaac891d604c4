import { Server, ServerCredentials, type UntypedServiceImplementation } from "@grpc/grpc-js";
import type { PulumiFn } from "@pulumi/pulumi/automation/index.js";
import * as automation from "@pulumi/pulumi/automation/server.js";
import { LanguageRuntimeService } from "@pulumi/pulumi/proto/language_grpc_pb.js";

/** A program of this thread that an engine can run. */
export interface InlineProgram {
  /** The engine's arguments for running it. */
  readonly args: readonly string[];
  /** Ends it. */
  readonly close: () => void;
}

/** The SDK's language host for programs of this process; its types keep it to itself, and its version is pinned. */
const { LanguageServer } = automation as unknown as {
  LanguageServer: new (program: PulumiFn) => UntypedServiceImplementation;
};

/** gRPC's own limit of 4 MiB a message is too small for large programs' resources. */
const unlimited = { "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 };

/** Offers a program to the engine as the Automation API does: by a language host of this thread's, on a port of 127.0.0.1. */
export async function serveProgram(program: PulumiFn): Promise<InlineProgram> {
  const server = new Server(unlimited);
  server.addService(LanguageRuntimeService, new LanguageServer(program));
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) => {
    if (error === null) resolve(port);
    else reject(error);
  });
  const port = await promise;
  return {
    args: [`--client=127.0.0.1:${String(port)}`, "--exec-kind", "auto.inline"],
    close: () => {
      server.forceShutdown();
    },
  };
}
