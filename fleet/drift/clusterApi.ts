import { request, type RequestOptions } from "node:https";
import { z } from "zod";

import type { KubernetesCell } from "../../core/schema/cell.ts";
import type { JsonObject } from "./exactPart.ts";

/** How long the API may stay silent, in milliseconds. */
const patience = 30_000;

/** What is asked beside method and path. */
export interface Question {
  /** Whether it is an answer that nothing is there. */
  readonly missing?: boolean;
  readonly body?: JsonObject;
  /** The body's media type; JSON when absent. */
  readonly type?: string;
}

/** What a cluster answered. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** Asks the API of a cluster. Throws when it refuses, with what it says, or stays silent. */
export type Ask = (method: string, path: string, question?: Question) => Promise<Answer>;

/**
 * Connects to the cluster that a kubeconfig and context lead to. The official client reads kubeconfigs, with all the ways that they
 * have of proving who asks; it is large, and loaded for this alone.
 */
export async function connect(
  { id, context, kubeconfig }: KubernetesCell,
  resolvePath: (path: string) => string,
): Promise<Ask> {
  const { KubeConfig } = await import("@kubernetes/client-node");
  const config = new KubeConfig();
  if (kubeconfig === undefined) config.loadFromDefault();
  else config.loadFromFile(resolvePath(kubeconfig));
  config.setCurrentContext(context);
  const server = config.getCurrentCluster()?.server;
  if (server === undefined) throw new Error(`The kubeconfig of the cell "${id}" has no context "${context}".`);
  return async (method, path, { missing = false, body, type = "application/json" } = {}) => {
    const options: RequestOptions = { method, timeout: patience, headers: { "content-type": type } };
    await config.applyToHTTPSOptions(options);
    const { status, text } = await send(`${server}${path}`, options, body);
    if (status < 300 || (missing && status === 404)) {
      return { status, body: text === "" ? undefined : (JSON.parse(text) as unknown) };
    }
    throw new Error(
      `The cluster of the cell "${id}" answers ${String(status)} to ${method} ${path}: ${messageOf(text)}`,
    );
  };
}

function send(
  url: string,
  options: RequestOptions,
  body: JsonObject | undefined,
): Promise<{ readonly status: number; readonly text: string }> {
  const { promise, resolve, reject } = Promise.withResolvers<{ readonly status: number; readonly text: string }>();
  const call = request(url, options, (response) => {
    const parts: Buffer[] = [];
    response.on("data", (part: Buffer) => parts.push(part));
    response.on("end", () => {
      resolve({ status: response.statusCode ?? 0, text: Buffer.concat(parts).toString("utf8") });
    });
    response.on("error", reject);
  });
  call.on("timeout", () => call.destroy(new Error(`${url} stays silent`)));
  call.on("error", reject);
  call.end(body === undefined ? undefined : JSON.stringify(body));
  return promise;
}

/** What a refusal says (Kubernetes API, `Status`), or the whole of it. */
function messageOf(text: string): string {
  try {
    return z.object({ message: z.string() }).parse(JSON.parse(text)).message;
  } catch {
    return text;
  }
}
