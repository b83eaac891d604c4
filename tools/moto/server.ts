import { spawn } from "node:child_process";

import { ToolchainError } from "../errors.ts";
import { type Environment, lastLines } from "../process.ts";
import type { PythonTool } from "../pythonTool.ts";

/** A running moto server. */
export interface MotoServer {
  /** Its address on this machine, `http://127.0.0.1:<port>`: the endpoint of every service. */
  readonly url: string;
  /** Ends it. What it simulated is gone. */
  readonly stop: () => Promise<void>;
}

/**
 * Starts the server on a free port and ends it when its standard input ends: with the process that started it, however that dies. It
 * lives for seconds, and collecting garbage would take a fifth of them.
 */
const program = `
import gc, os, sys, threading
gc.disable()
threading.Thread(target=lambda: (sys.stdin.read(), os._exit(0)), daemon=True).start()
from moto.server import main
main(["--host", "127.0.0.1", "--port", "0"])
`;

/** Milliseconds until it must listen: it takes one second, on a busy machine a few. */
const patience = 60_000;

/**
 * Starts moto as a server that only this machine can reach, and returns once it listens.
 *
 * @throws ToolchainError with its last lines when it ends or does not listen within a minute.
 */
export async function startMoto({ python, packages }: PythonTool, env: Environment): Promise<MotoServer> {
  // Neither the system's packages (-S) nor the user's settings of Python or AWS.
  const child = spawn(python, ["-S", "-c", program], {
    env: {
      PATH: env["PATH"],
      PYTHONPATH: packages,
      PYTHONUNBUFFERED: "1",
      // Machine images: a tenth of a second for each account that uses Amazon EC2.
      MOTO_EC2_LOAD_DEFAULT_AMIS: "false",
    },
    stdio: ["pipe", "ignore", "pipe"],
  });
  const ended = new Promise<void>((resolve) => {
    child.once("close", () => {
      resolve();
    });
  });
  let said = "";
  const listening = new Promise<string>((resolve, reject) => {
    const fail = (why: string): void => {
      reject(new ToolchainError(`moto did not start: ${why}\n${lastLines(said, 5)}`));
    };
    const timer = setTimeout(() => {
      fail(`it did not listen within ${String(patience / 1000)} s`);
    }, patience);
    child.once("error", (error) => {
      fail(error.message);
    });
    child.once("close", () => {
      clearTimeout(timer);
      fail("it ended");
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      // It goes on with a line for each request, which nobody needs.
      if (said.length < 10_000) said += text;
      const url = /Running on (http:\/\/127\.0\.0\.1:\d+)/.exec(said)?.[1];
      if (url === undefined) return;
      clearTimeout(timer);
      resolve(url);
    });
  });
  const stop = async (): Promise<void> => {
    child.kill("SIGKILL");
    await ended;
  };
  try {
    return { url: await listening, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
