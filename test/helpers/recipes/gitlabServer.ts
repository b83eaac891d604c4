/** GitLab's API as far as the recipe asks: notes of a merge request, and deployments. Anything else is refused, as is a wrong token. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A note of a merge request. */
export interface Note {
  readonly id: number;
  readonly author: { readonly id: number };
  readonly body: string;
}

/** A deployment. */
export interface Deployment {
  readonly id: number;
  readonly environment: string;
  readonly sha: string;
  readonly status: "success" | "failed";
}

/** The server, until it is closed. */
export interface GitLabServer {
  readonly url: string;
  /** Of the project's only merge request. */
  readonly notes: Note[];
  readonly deployments: Deployment[];
  readonly close: () => Promise<void>;
}

/** The tokens that it takes, with whom they are. */
export const tokens = { job: "job-token", note: "note-token", noteUser: 77 } as const;

/** As GitLab counts. */
const longestNote = 1_000_000;

/** Starts it on a free port of this machine. */
export async function startGitLab(): Promise<GitLabServer> {
  const notes: Note[] = [];
  const deployments: Deployment[] = [];
  const server = createServer((request, response) => {
    read(request).then(
      (body) => {
        const { status, answer, headers } = respond({ notes, deployments }, request, body);
        response.writeHead(status, { "Content-Type": "application/json", ...headers }).end(JSON.stringify(answer));
      },
      (error: unknown) => {
        refuse(response, error);
      },
    );
  });
  await new Promise<void>((started) => server.listen(0, "127.0.0.1", started));
  const { port } = server.address() as AddressInfo;
  const close = (): Promise<void> =>
    new Promise((closed) => {
      server.closeAllConnections();
      server.close(() => {
        closed();
      });
    });
  return { url: `http://127.0.0.1:${String(port)}/api/v4`, notes, deployments, close };
}

async function read(request: IncomingMessage): Promise<{ body?: string }> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return chunks.length === 0 ? {} : (JSON.parse(Buffer.concat(chunks).toString()) as { body?: string });
}

function refuse(response: ServerResponse, error: unknown): void {
  response.writeHead(500).end(String(error));
}

/** What is answered. */
interface Answer {
  readonly status: number;
  readonly answer: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

const unauthorized: Answer = { status: 401, answer: { message: "401 Unauthorized" } };

function respond(
  { notes, deployments }: Pick<GitLabServer, "notes" | "deployments">,
  request: IncomingMessage,
  { body = "" }: { body?: string },
): Answer {
  const { pathname, searchParams } = new URL(request.url ?? "", "http://gitlab.example");
  const path = pathname.replace("/api/v4/", "");
  const isJob = request.headers["job-token"] === tokens.job;
  const isNoteUser = request.headers["private-token"] === tokens.note;
  if (request.method === "GET" && path === "projects/42/deployments") {
    return isJob ? { status: 200, answer: found(deployments, searchParams) } : unauthorized;
  }
  if (!isNoteUser) return unauthorized;
  if (request.method === "GET" && path === "user") return { status: 200, answer: { id: tokens.noteUser } };
  if (body.length > longestNote)
    return { status: 400, answer: { message: "note is too long (maximum is 1000000 characters)" } };
  const [, id] = /^projects\/42\/merge_requests\/7\/notes(?:\/(\d+))?$/.exec(path) ?? [path];
  if (id === undefined && path.endsWith("/notes")) return onNotes(notes, request.method, searchParams, body);
  const index = notes.findIndex((note) => String(note.id) === id);
  const [note] = notes.slice(index, index + 1);
  if (request.method !== "PUT" || index === -1 || note === undefined)
    return { status: 404, answer: { message: "404 Not found" } };
  notes[index] = { ...note, body };
  return { status: 200, answer: notes[index] };
}

function onNotes(notes: Note[], method: string | undefined, parameters: URLSearchParams, body: string): Answer {
  if (method === "POST") {
    const note = { id: notes.length + 1, author: { id: tokens.noteUser }, body };
    notes.push(note);
    return { status: 201, answer: note };
  }
  const [size, page] = [Number(parameters.get("per_page") ?? 20), Number(parameters.get("page") ?? 1)];
  const isLast = page * size >= notes.length;
  return {
    status: 200,
    answer: notes.slice((page - 1) * size, page * size),
    headers: { "x-next-page": isLast ? "" : String(page + 1) },
  };
}

function found(deployments: readonly Deployment[], parameters: URLSearchParams): Deployment[] {
  const asked = [...parameters].filter(([name]) => name !== "environment" && name !== "status");
  if (
    JSON.stringify(asked) !==
    JSON.stringify([
      ["order_by", "id"],
      ["sort", "desc"],
      ["per_page", "1"],
    ])
  ) {
    throw new Error(`deployments are not known to be asked for by ${parameters.toString()}`);
  }
  const fitting = deployments.filter(
    ({ environment, status }) => environment === parameters.get("environment") && status === parameters.get("status"),
  );
  return fitting.toReversed().slice(0, 1);
}
