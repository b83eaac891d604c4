import { type Agent, request } from "node:https";

/** Where an API server is and who asks it. */
export interface ApiAccess {
  /** Its address, e.g. `https://127.0.0.1:16443`. */
  readonly server: string;
  /** The certificate it is known by, in PEM. */
  readonly authority: string | Buffer;
  /** The bearer token of whoever asks. */
  readonly token: string;
  /** Keeps connections open between requests. */
  readonly agent?: Agent;
}

/** One request to an API server. */
export interface ApiRequest {
  readonly method: string;
  /** Path and query, e.g. `/api/v1/nodes?limit=1`. */
  readonly path: string;
  /** The body as it is sent; JSON unless a header says otherwise. */
  readonly body?: string | undefined;
  readonly headers?: Readonly<Record<string, string | string[]>>;
}

/** What an API server answered. */
export interface ApiReply {
  readonly status: number;
  readonly text: string;
}

/** Asks an API server; every status is an answer. Rejects when the server cannot be reached or stays silent for half a minute. */
export function requestApi(access: ApiAccess, { method, path, body, headers }: ApiRequest): Promise<ApiReply> {
  const { promise, resolve, reject } = Promise.withResolvers<ApiReply>();
  const options = {
    method,
    ca: access.authority,
    timeout: 30_000,
    headers: { authorization: `Bearer ${access.token}`, "content-type": "application/json", ...headers },
    ...(access.agent !== undefined && { agent: access.agent }),
  };
  const call = request(`${access.server}${path}`, options, (response) => {
    const parts: Buffer[] = [];
    response.on("data", (part: Buffer) => parts.push(part));
    response.on("end", () => {
      resolve({ status: response.statusCode ?? 0, text: Buffer.concat(parts).toString("utf8") });
    });
    response.on("error", reject);
  });
  call.on("timeout", () => call.destroy(new Error(`${method} ${path} took longer than half a minute`)));
  call.on("error", reject);
  call.end(body);
  return promise;
}
