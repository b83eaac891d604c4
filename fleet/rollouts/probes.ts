import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

import { tenantPlaceholder, type Probe } from "../../core/schema/rollout.ts";

/** Milliseconds between two tries, and for which one try may last. */
const [pause, patience] = [2_000, 10_000];

/** Asks one address once; what came instead of what is expected, in a few words, or undefined. */
type Ask = (probe: Probe, signal: AbortSignal) => Promise<string | undefined>;

/**
 * Asks what is probed until it answers as it should, for as long as the probe says.
 *
 * @param number which of the rollout's probes it is, for people; they count from 1.
 * @returns what is wrong in the end, without a word that a target said; undefined where it answers.
 */
export async function askProbe(
  probe: Probe,
  number: number,
  tenant: string,
  signal: AbortSignal,
  ask: Ask = askOnce,
): Promise<string | undefined> {
  const own = forTenant(probe, tenant);
  const until = performance.now() + probe.seconds * 1000;
  for (;;) {
    const wrong = await ask(own, AbortSignal.any([signal, AbortSignal.timeout(patience)]));
    if (wrong === undefined) return undefined;
    if (signal.aborted || performance.now() + pause > until) return `probe ${String(number)}: ${wrong}`;
    await sleep(pause, undefined, { signal }).catch(() => undefined);
  }
}

/** An id has no character that means anything in an address: see `tenantId`. */
function forTenant(probe: Probe, tenant: string): Probe {
  const filled = (text: string | undefined): string | undefined => text?.replaceAll(tenantPlaceholder, tenant);
  return { ...probe, url: filled(probe.url), tcp: filled(probe.tcp) };
}

const askOnce: Ask = async ({ url, status = 200, tcp }, signal) => {
  if (url !== undefined) {
    try {
      // Where it leads elsewhere is not followed: only what the rollout names is asked.
      const response = await fetch(url, { redirect: "manual", signal, headers: { "user-agent": "tenantry" } });
      await response.body?.cancel();
      return response.status === status ? undefined : `status ${String(response.status)}, not ${String(status)}`;
    } catch {
      return "no answer";
    }
  }
  const [host = "", port = ""] = (tcp ?? "").split(":");
  return new Promise((tell) => {
    const socket = connect({ host, port: Number(port), signal });
    socket.once("connect", () => {
      socket.destroy();
      tell(undefined);
    });
    socket.once("error", () => {
      tell("no connection");
    });
  });
};
