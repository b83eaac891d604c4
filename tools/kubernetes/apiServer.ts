import { existsSync, readFileSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { ToolchainError } from "../errors.ts";
import type { KubernetesParts } from "./build.ts";
import { writeServiceAccountKeys, writeTokens, type Tokens } from "./identities.ts";
import type { Processes } from "./processes.ts";
import { requestApi } from "./request.ts";

/** A running API server. */
export interface ApiServer {
  /** Its address. */
  readonly server: string;
  /** The file with the certificate it is known by. */
  readonly authorityFile: string;
  /** The private key that tokens of service accounts are signed with. */
  readonly serviceAccountKey: string;
  readonly tokens: Tokens;
}

/**
 * Starts etcd and kube-apiserver on free local ports and returns once the API server is ready. All plugins of admission that are on
 * by default are on; policies of admission, validating and mutating, are among them since Kubernetes 1.36.
 *
 * @throws ToolchainError with the last lines of a process that ended, or when none was ready in two minutes.
 */
export async function startApiServer(
  parts: Pick<KubernetesParts, "etcd" | "apiServer">,
  directory: string,
  processes: Processes,
): Promise<ApiServer> {
  const at = (...names: string[]): string => path.join(directory, ...names);
  const [etcdPort, peerPort, apiPort] = await freePorts();
  const etcdUrl = `http://127.0.0.1:${String(etcdPort)}`;
  const peerUrl = `http://127.0.0.1:${String(peerPort)}`;
  const server = `https://127.0.0.1:${String(apiPort)}`;
  const tokens = writeTokens(at("tokens.csv"));
  writeServiceAccountKeys(at("sa.key"), at("sa.pub"));
  processes.start(parts.etcd, [
    `--data-dir=${at("etcd")}`,
    `--listen-client-urls=${etcdUrl}`,
    `--advertise-client-urls=${etcdUrl}`,
    `--listen-peer-urls=${peerUrl}`,
    `--initial-advertise-peer-urls=${peerUrl}`,
    `--initial-cluster=default=${peerUrl}`,
    // Nothing of it outlives the processes, so nothing has to outlive a power cut.
    "--unsafe-no-fsync",
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
    // As every cluster has it: what pods may do is for policies to say.
    "--allow-privileged=true",
    `--token-auth-file=${at("tokens.csv")}`,
  ]);
  const started = { server, authorityFile: at("certs", "apiserver.crt"), serviceAccountKey: at("sa.key"), tokens };
  await untilReady(started, processes);
  return started;
}

async function untilReady({ server, authorityFile, tokens }: ApiServer, processes: Processes): Promise<void> {
  for (let tries = 0; tries < 1_200; tries++) {
    processes.assertRunning();
    if (existsSync(authorityFile)) {
      const access = { server, authority: readFileSync(authorityFile), token: tokens.admin };
      const reply = await requestApi(access, { method: "GET", path: "/readyz" }).catch(() => undefined);
      if (reply?.status === 200) return;
    }
    await sleep(100);
  }
  throw new ToolchainError(`The Kubernetes API server at ${server} was not ready within two minutes.`);
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
