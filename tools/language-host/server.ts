import * as grpc from "@grpc/grpc-js";
import { LanguageRuntimeService } from "@pulumi/pulumi/proto/language_grpc_pb.js";
import lang from "@pulumi/pulumi/proto/language_pb.js";
import plugin from "@pulumi/pulumi/proto/plugin_pb.js";
import empty from "google-protobuf/google/protobuf/empty_pb.js";
import { connect } from "node:net";

import { Children } from "./children.ts";
import { pluginCommand, programCommand } from "./command.ts";

/** The exit code of a program that has told the user itself what went wrong (`@pulumi/pulumi`, cmd/run). */
const bailCode = 32;

/** gRPC's own limit of 4 MiB a message is too small for large programs' arguments. */
const unlimited = { "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 };

type Unary<Request, Response> = grpc.handleUnaryCall<Request, Response>;
type Streaming<Request, Response> = grpc.handleServerStreamingCall<Request, Response>;

/**
 * Serves Pulumi's language host protocol for Node.js on a free port of 127.0.0.1.
 *
 * Packages that a program needs are not listed: without a list the engine loads the providers that resources ask for, and
 * those of this project are pinned by package.json.
 */
export async function serveLanguageHost(engine: string | undefined): Promise<{ port: number; stop: () => void }> {
  const children = new Children();
  let engineAddress = engine ?? "";

  const answer =
    <Request, Response>(make: () => Response): Unary<Request, Response> =>
    (_call, done) => {
      done(null, make());
    };
  const handshake: Unary<lang.LanguageHandshakeRequest, lang.LanguageHandshakeResponse> = (call, done) => {
    engineAddress = call.request.getEngineAddress();
    done(null, new lang.LanguageHandshakeResponse());
  };
  const run: Unary<lang.RunRequest, lang.RunResponse> = (call, done) => {
    const { request } = call;
    const info = request.getInfo();
    const config: Record<string, string> = {};
    request.getConfigMap().forEach((value: string, key: string) => (config[key] = value));
    const programDirectory = info?.getProgramDirectory() ?? request.getPwd();
    const command = programCommand({
      monitorAddress: request.getMonitorAddress(),
      engineAddress,
      organization: request.getOrganization(),
      project: request.getProject(),
      stack: request.getStack(),
      rootDirectory: info?.getRootDirectory() ?? request.getPwd(),
      programDirectory,
      entryPoint: info?.getEntryPoint() ?? ".",
      parallel: request.getParallel(),
      dryRun: request.getDryrun(),
      args: request.getArgsList(),
      options: info?.getOptions()?.toJavaScript() ?? {},
      config,
      configSecretKeys: request.getConfigsecretkeysList(),
    });
    const child = children.start(command, programDirectory, "inherit");
    call.on("cancelled", () => child.kill());
    child.once("error", (error) => {
      done({ code: grpc.status.INTERNAL, message: error.message });
    });
    child.once("close", (code, signal) => {
      const response = new lang.RunResponse();
      if (code === bailCode) response.setBail(true);
      else if (code !== 0) response.setError(`the program ended with ${signal ?? `exit code ${String(code)}`}`);
      done(null, response);
    });
  };
  const runPlugin: Streaming<lang.RunPluginRequest, lang.RunPluginResponse> = (call) => {
    const { request } = call;
    const directory = request.getInfo()?.getProgramDirectory() ?? request.getPwd();
    const command = pluginCommand(request.getKind(), directory, request.getArgsList());
    const given = request.getEnvList().map((entry: string) => {
      const equals = entry.indexOf("=");
      return [entry.slice(0, equals), entry.slice(equals + 1)];
    });
    // A policy pack is loaded from its own folder.
    const cwd = request.getKind() === "analyzer" ? directory : request.getPwd();
    const env = Object.fromEntries(given) as Record<string, string>;
    const child = children.start({ ...command, env: { ...command.env, ...env } }, cwd, "pipe");
    const send = (fill: (response: lang.RunPluginResponse) => void): void => {
      const response = new lang.RunPluginResponse();
      fill(response);
      call.write(response);
    };
    child.stdout?.on("data", (data: Buffer) => {
      send((response) => {
        response.setStdout(data);
      });
    });
    child.stderr?.on("data", (data: Buffer) => {
      send((response) => {
        response.setStderr(data);
      });
    });
    call.on("cancelled", () => child.kill());
    child.once("close", (code) => {
      send((response) => {
        response.setExitcode(code ?? 1);
      });
      call.end();
    });
  };

  const handlers: grpc.UntypedServiceImplementation = {
    handshake,
    run,
    runPlugin,
    getRequiredPlugins: answer(() => new lang.GetRequiredPluginsResponse()),
    getRequiredPackages: answer(() => new lang.GetRequiredPackagesResponse()),
    getProgramDependencies: answer(() => new lang.GetProgramDependenciesResponse()),
    runtimeOptionsPrompts: answer(() => new lang.RuntimeOptionsResponse()),
    cancel: (_call: unknown, done: grpc.sendUnaryData<empty.Empty>) => {
      children.stop();
      done(null, new empty.Empty());
    },
    getPluginInfo: answer(() => new plugin.PluginInfo().setVersion("1.0.0")),
    about: answer(() => new lang.AboutResponse().setExecutable(process.execPath).setVersion(process.version)),
    installDependencies: (call: grpc.ServerWritableStream<unknown, unknown>) => {
      call.end();
    },
  };
  for (const name of Object.keys(LanguageRuntimeService)) {
    handlers[name] ??= (_call: unknown, done: grpc.sendUnaryData<unknown>) => {
      done({ code: grpc.status.UNIMPLEMENTED, message: `${name} is not implemented by Tenantry's language host` });
    };
  }
  const server = new grpc.Server(unlimited);
  server.addService(LanguageRuntimeService, handlers);
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, bound) => {
      if (error === null) resolve(bound);
      else reject(error);
    });
  });
  const stop = (): void => {
    children.stop();
    process.exit(0);
  };
  if (engineAddress !== "") watchEngine(engineAddress, stop);
  return { port, stop };
}

/** Calls `gone` when nobody listens at the engine's address any more, which is so even after kill -9. */
function watchEngine(address: string, gone: () => void): void {
  const separator = address.lastIndexOf(":");
  const socket = connect({ host: address.slice(0, separator), port: Number(address.slice(separator + 1)) });
  let connected = false;
  socket.on("connect", () => (connected = true));
  socket.on("error", () => undefined);
  socket.on("close", () => {
    if (connected) watchEngine(address, gone);
    else gone();
  });
  socket.resume();
}
