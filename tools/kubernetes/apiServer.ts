import { type ChildProcess, spawn } from "node:child_process";
import { generateKeyPairSync, randomBytes } from "node:crypto";
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, writeFileSync } from "node:fs";
import { request } from "node:https";
import { createServer, type AddressInfo } from "node:net";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { ToolchainError } from "../errors.ts";
import { lastLines } from "../process.ts";
import type { KubernetesParts } from "./build.ts";

/** A running API server. */
export interface ApiServer {
  /** The kubeconfig of a cluster administrator; its context is `local`. */
  readonly kubeconfig: string;
  /** Ends every process of it. Its files stay for the caller to remove. */
  readonly stop: () => Promise<void>;
}

/**
 * Starts etcd, kube-apiserver and kube-controller-manager on free local ports, with all their files in `directory`, and
 * returns once the API server is ready. There is no kubelet: pods stay pending.
 *
 * @throws ToolchainError with the last lines of a process that ended or did not get ready in two minutes.
 */
export async function startApiServer(parts: KubernetesParts, directory: string): Promise<ApiServer> {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const at = (...names: string[]): string => path.join(directory, ...names);
  const processes = new Processes(directory);
  const [etcdPort, peerPort, apiPort] = await freePorts();
  const etcdUrl = `http://127.0.0.1:${String(etcdPort)}`;
  const peerUrl = `http://127.0.0.1:${String(peerPort)}`;
  const server = `https://127.0.0.1:${String(apiPort)}`;
  const token = randomBytes(32).toString("hex");
  writeFileSync(at("tokens.csv"), `${token},admin,1,system:masters\n`, { mode: 0o600 });
  writeServiceAccountKeys(at("sa.key"), at("sa.pub"));
  writeFileSync(at("kubeconfig"), kubeconfig(server, at("certs", "apiserver.crt"), token), { mode: 0o600 });
  try {
    processes.start(parts.etcd, [
      `--data-dir=${at("etcd")}`,
      `--listen-client-urls=${etcdUrl}`,
      `--advertise-client-urls=${etcdUrl}`,
      `--listen-peer-urls=${peerUrl}`,
      `--initial-advertise-peer-urls=${peerUrl}`,
      `--initial-cluster=default=${peerUrl}`,
    ]);
    processes.start(parts.apiServer, [
      `--etcd-servers=${etcdUrl}`,
      `--secure-port=${String(apiPort)}`,
      "--bind-address=127.0.0.1",
      `--cert-dir=${at("certs")}`,
      "--service-account-issuer=https://kubernetes.default.svc",
      `--service-account-key-file=${at("sa.pub")}`,
      `--service-account-signing-key-file=${at("sa.key")}`,
      "--service-cluster-ip-range=10.96.0.0/16",
      "--authorization-mode=Node,RBAC",
      `--token-auth-file=${at("tokens.csv")}`,
    ]);
    await ready(server, at("certs", "apiserver.crt"), token, processes);
    processes.start(parts.controllerManager, [
      `--kubeconfig=${at("kubeconfig")}`,
      `--service-account-private-key-file=${at("sa.key")}`,
      `--root-ca-file=${at("certs", "apiserver.crt")}`,
      "--use-service-account-credentials=true",
      "--leader-elect=false",
      "--secure-port=0",
    ]);
  } catch (error) {
    await processes.stop();
    throw error;
  }
  return { kubeconfig: at("kubeconfig"), stop: () => processes.stop() };
}

/** The processes of one server. None outlives this one. */
class Processes {
  readonly #directory: string;
  readonly #children: { readonly child: ChildProcess; readonly ended: Promise<void>; readonly log: string }[] = [];
  readonly #killAll = (): void => {
    for (const { child } of this.#children) child.kill("SIGKILL");
  };

  constructor(directory: string) {
    this.#directory = directory;
    process.on("exit", this.#killAll);
  }

  start(program: string, args: readonly string[]): void {
    const log = path.join(this.#directory, `${path.basename(program)}.log`);
    const output = openSync(log, "w", 0o600);
    const child = spawn(program, [...args], { cwd: this.#directory, stdio: ["ignore", output, output] });
    closeSync(output);
    const { promise, resolve } = Promise.withResolvers<undefined>();
    child.once("error", resolve).once("exit", resolve);
    this.#children.push({ child, ended: promise, log });
  }

  /** The last lines of a process that has ended by itself; undefined when all run. */
  failure(): string | undefined {
    const dead = this.#children.find(({ child }) => child.exitCode !== null || child.signalCode !== null);
    return dead && `${dead.child.spawnfile} ended\n${lastLines(readFileSync(dead.log, "utf8"), 5)}`;
  }

  /** Ends all, the youngest first: each talks to the one started before it. */
  async stop(): Promise<void> {
    for (const { child, ended } of this.#children.splice(0).reverse()) {
      child.kill("SIGTERM");
      // Graceful ends wait for watches that nobody will close.
      const timer = setTimeout(() => child.kill("SIGKILL"), 2_000);
      await ended;
      clearTimeout(timer);
    }
    process.off("exit", this.#killAll);
  }
}

async function ready(server: string, authority: string, token: string, processes: Processes): Promise<void> {
  for (let tries = 0; tries < 480; tries++) {
    const failure = processes.failure();
    if (failure !== undefined) throw new ToolchainError(`The Kubernetes API server did not start: ${failure}`);
    if (existsSync(authority) && (await isReady(`${server}/readyz`, readFileSync(authority, "utf8"), token))) return;
    await sleep(250);
  }
  throw new ToolchainError(`The Kubernetes API server at ${server} was not ready within two minutes.`);
}

async function isReady(url: string, ca: string, token: string): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const call = request(url, { ca, headers: { authorization: `Bearer ${token}` }, timeout: 5_000 }, (response) => {
    response.resume();
    resolve(response.statusCode === 200);
  });
  call.on("timeout", () => call.destroy());
  call.on("error", () => {
    resolve(false);
  });
  call.end();
  return promise;
}

function writeServiceAccountKeys(privateFile: string, publicFile: string): void {
  const keys = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    privateKeyEncoding: { type: "pkcs1", format: "pem" },
    publicKeyEncoding: { type: "spki", format: "pem" },
  });
  writeFileSync(privateFile, keys.privateKey, { mode: 0o600 });
  writeFileSync(publicFile, keys.publicKey);
}

/** JSON is YAML: a path with any character in it stays one string. */
function kubeconfig(server: string, authority: string, token: string): string {
  return JSON.stringify({
    apiVersion: "v1",
    kind: "Config",
    clusters: [{ name: "local", cluster: { server, "certificate-authority": authority } }],
    users: [{ name: "admin", user: { token } }],
    contexts: [{ name: "local", context: { cluster: "local", user: "admin" } }],
    "current-context": "local",
  });
}

/** Three ports that nothing listens on. They are all held before any is let go, so they differ. */
async function freePorts(): Promise<[number, number, number]> {
  const hold = async (): Promise<{ port: number; release: () => Promise<void> }> => {
    const holder = createServer();
    await new Promise<void>((resolve, reject) => {
      holder.once("error", reject).listen(0, "127.0.0.1", resolve);
    });
    const release = (): Promise<void> =>
      new Promise((resolve) => {
        holder.close(() => {
          resolve();
        });
      });
    return { port: (holder.address() as AddressInfo).port, release };
  };
  const [first, second, third] = await Promise.all([hold(), hold(), hold()]);
  await Promise.all([first, second, third].map(({ release }) => release()));
  return [first.port, second.port, third.port];
}
