import type { RolloutManifest, RolloutStatus } from "../schema/rollout.ts";

/** How a tenant of a wave ended: well, badly at something, or never begun. */
export type WaveResult = "well" | "untouched" | { readonly failed: string } | { readonly refused: string };

/** What a person may say about a rollout. */
export type RolloutOrder = "pause" | "resume" | "abort" | "rollback";

/** True for a rollout that is not over: nobody else may move its tier. */
export function isOpenRollout({ status }: RolloutManifest): boolean {
  return status.state === "running" || status.state === "paused" || status.state === "stopped";
}

/** The status once a wave has begun: before any of its tenants is run, so that whoever reads it knows what may be under way. */
export function beginWave(status: RolloutStatus, tenants: readonly string[]): RolloutStatus {
  const taken = new Set(tenants);
  const reached = status.reached.filter((id) => !taken.has(id));
  return {
    ...status,
    wave: status.wave + 1,
    open: [...status.open, ...tenants],
    reached: status.undoing === true ? reached : [...reached, ...tenants],
  };
}

/**
 * The status once tenants of the open wave have ended. A tenant that is open no more, because somebody has decided otherwise meanwhile, is
 * passed over. One that was not begun is as if it had never been in the wave, where the wave was a new one.
 *
 * @param isNew whether the wave began with this run; of one that is gone on with nobody knows what an earlier run has begun.
 */
export function endWave(
  status: RolloutStatus,
  results: ReadonlyMap<string, WaveResult>,
  isNew: boolean,
): RolloutStatus {
  const open = new Set(status.open);
  const ended = [...results].filter(([id]) => open.has(id));
  const back = new Set<string>();
  const reached = new Set(status.reached);
  const failed = [...status.failed];
  for (const [id, result] of ended) {
    if (result === "untouched") {
      if (!isNew) continue;
      turnBack(id);
    } else if (result !== "well") {
      // What may not go back stays where it is; what may not go on is tried again when somebody has seen to it.
      if ("refused" in result && status.undoing === true) turnBack(id);
      failed.push({ tenant: id, why: "refused" in result ? result.refused : result.failed });
    }
    open.delete(id);
  }
  return {
    ...status,
    reached: [...status.reached.filter((id) => reached.has(id)), ...back],
    open: status.open.filter((id) => open.has(id)),
    failed,
  };

  function turnBack(id: string): void {
    if (status.undoing === true) back.add(id);
    else reached.delete(id);
  }
}

/** The status without tenants in the open wave that the rollout has nothing to do with any more. */
export function dropOpen(status: RolloutStatus, tenants: readonly string[]): RolloutStatus {
  const dropped = new Set(tenants);
  return { ...status, open: status.open.filter((id) => !dropped.has(id)) };
}

/** The status of a rollout that stops by itself. */
export function stop(status: RolloutStatus, reason: string): RolloutStatus {
  return { ...status, state: "stopped", reason };
}

/** How many have failed. Who may not go back, and stays where it is, has not. */
export function failuresOf({ failed, reached, undoing }: RolloutStatus): number {
  const stays = new Set(undoing === true ? reached : []);
  return failed.filter(({ tenant }) => !stays.has(tenant)).length;
}

/** What is told of a tenant that was suspended while its wave was open, and has not been run since. */
const asleep = "suspended before its end was known";

/** The status of a rollout that has come to its end. */
export function finish(status: RolloutStatus): RolloutStatus {
  const { reason, ...others } = status;
  const failed = [...status.failed, ...status.open.map((tenant) => ({ tenant, why: asleep }))];
  const rest = { ...others, open: [], failed };
  return status.undoing === true
    ? { ...rest, state: "rolled-back", ...(reason !== undefined && { reason }) }
    : { ...rest, state: "done" };
}

const allowed: Readonly<Record<RolloutOrder, readonly RolloutStatus["state"][]>> = {
  pause: ["running", "paused"],
  resume: ["running", "paused", "stopped"],
  abort: ["running", "paused", "stopped", "aborted"],
  rollback: ["running", "paused", "stopped", "aborted", "done", "rolled-back"],
};

/** What was under way when a rollout was aborted, as the reason why nobody knows how it ended. */
const cutOff = "aborted before its end was known";

/**
 * The status after what a person says. Saying the same twice changes nothing. Who goes on tries again first what failed: somebody has seen
 * to it, and the budget counts anew.
 *
 * @returns the reason where it cannot be said in this state.
 */
export function obey(
  { spec, status }: RolloutManifest,
  order: RolloutOrder,
  reason: string,
): { readonly status: RolloutStatus } | { readonly problem: string } {
  const { state } = status;
  const goOn: RolloutStatus = { ...retried(status), state: "running", reason };
  if (!allowed[order].includes(state)) return { problem: `It is ${state}, and only one that is not over takes this.` };
  switch (order) {
    case "pause":
      return { status: state === "paused" ? status : { ...status, state: "paused", reason } };
    case "resume":
      return { status: state === "running" ? status : goOn };
    case "abort":
      if (state === "aborted") return { status };
      return {
        status: {
          ...{ ...status, state: "aborted", reason, open: [] },
          failed: [...status.failed, ...status.open.map((tenant) => ({ tenant, why: cutOff }))],
        },
      };
    case "rollback":
      if (spec.code === true)
        return { problem: "It is one of code, and the code of before is not here: go back to its commit." };
      if (status.undoing !== true) {
        return { status: { ...status, state: "running", undoing: true, reason, open: [], failed: [] } };
      }
      return { status: state === "running" || state === "rolled-back" ? status : goOn };
  }
}

/** What failed is open again. Of a way back, what may not go back stays where it is. */
function retried(status: RolloutStatus): RolloutStatus {
  const reached = new Set(status.reached);
  const again = status.failed.map(({ tenant }) => tenant).filter((id) => reached.has(id) === (status.undoing !== true));
  return {
    ...status,
    open: [...new Set([...status.open, ...again])],
    failed: status.undoing === true ? status.failed.filter(({ tenant }) => reached.has(tenant)) : [],
  };
}
