// Our stand-in for Pulumi's Node.js language host, as a process, spoken to as the engine does. The SDK that it starts programs with is
// a small one of this test's, so that every ending of a program can be had.
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import * as grpc from "@grpc/grpc-js";
import { LanguageRuntimeClient } from "@pulumi/pulumi/proto/language_grpc_pb.js";
import lang from "@pulumi/pulumi/proto/language_pb.js";
import empty from "google-protobuf/google/protobuf/empty_pb.js";
import struct from "google-protobuf/google/protobuf/struct_pb.js";
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type AddressInfo, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { root } from "../../../helpers/cli.ts";

/** Stands for `@pulumi/pulumi/cmd/run`: notes how it was started, then ends as the program's first argument says. */
const runner = `
const { writeFileSync } = require("node:fs");
const { PULUMI_CONFIG, PULUMI_CONFIG_SECRET_KEYS, PULUMI_NODEJS_TYPESCRIPT } = process.env;
const args = process.argv.slice(2);
writeFileSync("started.json", JSON.stringify({ pid: process.pid, execArgv: process.execArgv, args, cwd: process.cwd(),
  env: { PULUMI_CONFIG, PULUMI_CONFIG_SECRET_KEYS, PULUMI_NODEJS_TYPESCRIPT } }));
const ending = args.at(-1);
if (ending === "wait") setInterval(() => undefined, 1000);
else process.exitCode = Number(ending);
`;

/** Stands for `cmd/run-policy-pack` and `cmd/run-plugin`: says what it was given and ends with 7. */
const pluginRunner = (name: string): string => `
process.stdout.write(JSON.stringify([${JSON.stringify(name)}, ...process.argv.slice(2), process.cwd(), process.env.GIVEN]));
process.stderr.write("a warning");
process.exitCode = 7;
`;

interface Started {
  readonly pid: number;
  readonly execArgv: string[];
  readonly args: string[];
  readonly cwd: string;
  readonly env: Record<string, string>;
}

let folder: string;
let engine: Server;
/** The host's connections to the engine, by which it knows that the engine is there. */
let sockets: Socket[];
let host: ChildProcess;
let client: LanguageRuntimeClient;

beforeEach(async () => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "tenantry-language-host-")));
  const sdk = join(folder, "node_modules/@pulumi/pulumi");
  const scripts = [
    ["run", runner],
    ["run-policy-pack", pluginRunner("run-policy-pack")],
    ["run-plugin", pluginRunner("run-plugin")],
  ] as const;
  for (const [name, script] of scripts) {
    mkdirSync(join(sdk, "cmd", name), { recursive: true });
    writeFileSync(join(sdk, "cmd", name, "index.js"), script);
  }
  writeFileSync(join(sdk, "package.json"), JSON.stringify({ name: "@pulumi/pulumi", version: "0.0.0" }));
  sockets = [];
  engine = createServer((socket) => {
    sockets.push(socket.on("error", () => undefined));
  });
  await once(engine.listen(0, "127.0.0.1"), "listening");
  const address = `127.0.0.1:${String((engine.address() as AddressInfo).port)}`;
  host = spawn(process.execPath, [join(root, "tools/language-host/main.ts"), "--tracing=off", address], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [port] = (await once(host.stdout ?? host, "data")) as [Buffer];
  client = new LanguageRuntimeClient(`127.0.0.1:${port.toString().trim()}`, grpc.credentials.createInsecure());
});

afterEach(() => {
  client.close();
  host.kill("SIGKILL");
  engine.close();
  for (const socket of sockets) socket.destroy();
  rmSync(folder, { recursive: true, force: true });
});

const programInfo = (options: Record<string, struct.JavaScriptValue> = {}): lang.ProgramInfo =>
  new lang.ProgramInfo()
    .setRootDirectory(folder)
    .setProgramDirectory(folder)
    .setEntryPoint("index.ts")
    .setOptions(struct.Struct.fromJavaScript(options));

function runRequest(ending: string): lang.RunRequest {
  const request = new lang.RunRequest()
    .setProject("tenantry")
    .setStack("acme")
    .setOrganization("organization")
    .setMonitorAddress("127.0.0.1:1")
    .setDryrun(true)
    .setParallel(4)
    .setInfo(programInfo({ typescript: false, nodeargs: "--no-warnings  --enable-source-maps" }))
    .setArgsList([ending])
    .setConfigsecretkeysList(["tenantry:key"]);
  request.getConfigMap().set("tenantry:name", "a b");
  return request;
}

const run = (ending: string): Promise<lang.RunResponse.AsObject> =>
  new Promise((resolve, reject) => {
    client.run(runRequest(ending), (error, response) => {
      if (error === null) resolve(response.toObject());
      else reject(error);
    });
  });

const started = (): Started => JSON.parse(readFileSync(join(folder, "started.json"), "utf8")) as Started;

const isRunning = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await sleep(20);
}

/** Starts a program that does not end by itself, and gives its process id. */
async function startWaiting(): Promise<{ pid: number; call: grpc.ClientUnaryCall; ended: Promise<unknown> }> {
  let call: grpc.ClientUnaryCall | undefined;
  const ended = new Promise((resolve) => {
    call = client.run(runRequest("wait"), (error, response) => {
      resolve(error ?? response.toObject());
    });
  });
  await until(() => existsSync(join(folder, "started.json")) && readFileSync(join(folder, "started.json")).length > 0);
  if (call === undefined) throw new TypeError("a call is made at once");
  return { pid: started().pid, call, ended };
}

describe("a program", () => {
  test("is started in its folder with the engine's addresses, its configuration and its Node.js options", async () => {
    expect(await run("0")).toMatchObject({ error: "", bail: false });
    const { port } = engine.address() as AddressInfo;
    expect(started()).toEqual({
      pid: expect.any(Number),
      execArgv: ["--no-warnings", "--enable-source-maps"],
      cwd: folder,
      args: [
        ...["--monitor", "127.0.0.1:1", "--engine", `127.0.0.1:${String(port)}`, "--organization", "organization"],
        ...["--project", "tenantry", "--root-directory", folder, "--stack", "acme", "--pwd", folder, "--parallel", "4"],
        ...["--dry-run", "index.ts", "0"],
      ],
      env: {
        PULUMI_CONFIG: '{"tenantry:name":"a b"}',
        PULUMI_CONFIG_SECRET_KEYS: '["tenantry:key"]',
        PULUMI_NODEJS_TYPESCRIPT: "",
      },
    });
  });

  test.each([
    ["32", { error: "", bail: true }],
    ["1", { error: "the program ended with exit code 1", bail: false }],
  ])("that ends with %s is told as %j", async (ending, response) => {
    expect(await run(ending)).toMatchObject(response);
  });

  test("ends when the engine withdraws the call", async () => {
    const { pid, call, ended } = await startWaiting();
    call.cancel();
    expect(await ended).toMatchObject({ code: grpc.status.CANCELLED });
    await until(() => !isRunning(pid));
  });

  test("ends when the engine cancels, and its call says how", async () => {
    const { pid, ended } = await startWaiting();
    await new Promise<void>((resolve, reject) => {
      client.cancel(new empty.Empty(), (error) => {
        if (error === null) resolve();
        else reject(error);
      });
    });
    expect(await ended).toMatchObject({ error: "the program ended with SIGTERM" });
    expect(isRunning(pid)).toBe(false);
  });
});

describe("a plugin", () => {
  const runPlugin = async (
    kind: string,
    directory: string,
  ): Promise<{ stdout: string; stderr: string; code: number }> => {
    const request = new lang.RunPluginRequest()
      .setPwd(folder)
      .setKind(kind)
      .setArgsList(["127.0.0.1:2"])
      .setEnvList(["GIVEN=a=b"])
      .setInfo(programInfo().setProgramDirectory(directory));
    const said = { stdout: "", stderr: "", code: -1 };
    const call = client.runPlugin(request);
    call.on("data", (response: lang.RunPluginResponse) => {
      if (response.hasStdout()) said.stdout += Buffer.from(response.getStdout_asU8()).toString();
      if (response.hasStderr()) said.stderr += Buffer.from(response.getStderr_asU8()).toString();
      if (response.hasExitcode()) said.code = response.getExitcode();
    });
    await once(call, "end");
    return said;
  };

  test("that is a policy pack runs in its own folder, which it is given last", async () => {
    const pack = join(folder, "policies");
    mkdirSync(pack);
    const said = await runPlugin("analyzer", pack);
    expect(JSON.parse(said.stdout)).toEqual(["run-policy-pack", "127.0.0.1:2", pack, pack, "a=b"]);
    expect([said.stderr, said.code]).toEqual(["a warning", 7]);
  });

  test("of another kind runs where the engine says", async () => {
    const provider = join(folder, "provider");
    mkdirSync(provider);
    const said = await runPlugin("resource", provider);
    expect(JSON.parse(said.stdout)).toEqual(["run-plugin", provider, "127.0.0.1:2", folder, "a=b"]);
  });
});

test("what it does not know is refused as such", async () => {
  const error = await new Promise<grpc.ServiceError | null>((resolve) => {
    client.generateProject(new lang.GenerateProjectRequest(), resolve);
  });
  expect(error).toMatchObject({
    code: grpc.status.UNIMPLEMENTED,
    details: "generateProject is not implemented by Tenantry's language host",
  });
});

describe("the host ends, and what it has started too,", () => {
  test.each(["SIGINT", "SIGTERM"] as const)("on %s", async (signal) => {
    const { pid } = await startWaiting();
    const exit = once(host, "exit");
    host.kill(signal);
    expect(await exit).toEqual([0, null]);
    await until(() => !isRunning(pid));
  });

  test("when its engine is gone, even by kill -9", async () => {
    const { pid } = await startWaiting();
    const exit = once(host, "exit");
    engine.close();
    for (const socket of sockets) socket.destroy();
    expect(await exit).toEqual([0, null]);
    await until(() => !isRunning(pid));
  });
});
