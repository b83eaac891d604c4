import { isOpen, nextWindow, type Freeze, type WindowOccurrence } from "../maintenance/nextWindow.ts";
import type { RolloutManifest } from "../schema/rollout.ts";
import type { Participant } from "./participants.ts";
import { budgetOf, planWaves, sizeOf } from "./planWaves.ts";
import { failuresOf } from "./transitions.ts";

/** What is to be done about a rollout next. */
export type RolloutStep =
  /** Run these; where `isNew`, their wave has not begun yet. */
  | { readonly do: "run"; readonly tenants: readonly string[]; readonly isNew: boolean }
  /** The next window of those whose turn it is opens then. */
  | { readonly do: "wait"; readonly until: string; readonly tenant: string; readonly waiting: number }
  /** Whose turn it is has no window within more than a year, and none of them ever will get the new version so. */
  | { readonly do: "stuck"; readonly tenants: readonly string[] }
  /** These are open and the rollout has nothing to do with them any more: take them out and ask again. */
  | { readonly do: "drop"; readonly tenants: readonly string[] }
  /** More have failed than may: nothing further is begun before somebody has seen to it. */
  | { readonly do: "stop"; readonly reason: string }
  /** A person has to say something first. */
  | { readonly do: "rest" }
  /** All that could be done is done; these were left out, because they are suspended. */
  | { readonly do: "finish"; readonly suspended: readonly string[] };

/** What decides about the next step beside the rollout itself. */
export interface RolloutFacts {
  /** See `participantsOf`. */
  readonly participants: readonly Participant[];
  readonly freezes: readonly Freeze[];
  /** The instant, such as `2026-12-01T00:00:00Z`. */
  readonly at: string;
}

/** What is to be done about a rollout at an instant. It is decided by its document and the estate alone, so that it survives every crash. */
export function nextStep(rollout: RolloutManifest, facts: RolloutFacts): RolloutStep {
  const { status } = rollout;
  const { participants } = facts;
  if (status.state !== "running") return { do: "rest" };
  const [failures, budget] = [failuresOf(status), budgetOf(rollout.spec.budget, participants.length)];
  if (failures > budget) {
    return { do: "stop", reason: `${String(failures)} failed, and no more than ${String(budget)} may.` };
  }
  const active = new Map(participants.flatMap((each) => (each.suspended ? [] : [[each.id, each] as const])));
  const known = new Set(participants.map(({ id }) => id));
  const gone = status.open.filter((id) => !known.has(id));
  if (gone.length > 0) return { do: "drop", tenants: gone };
  const open = status.open.flatMap((id) => active.get(id) ?? []);
  // Nobody else begins before all of a wave have ended, but for those who are suspended meanwhile: they go on when they are resumed.
  if (open.length > 0) return among(open, open.length, false, rollout, facts) ?? stuck(open);
  return status.undoing === true ? stepBack(rollout, facts, active) : stepForward(rollout, facts);
}

function stepForward(rollout: RolloutManifest, facts: RolloutFacts): RolloutStep {
  const reached = new Set(rollout.status.reached);
  const without: Participant[] = [];
  for (const { tenants, first, size } of planWaves(facts.participants, rollout)) {
    const left = tenants.filter(({ id, suspended }) => !suspended && !reached.has(id));
    const step = among(left, tenants.some(({ id }) => reached.has(id)) ? size : first, true, rollout, facts);
    if (step !== undefined) return step;
    without.push(...left);
  }
  if (without.length > 0) return stuck(without);
  const suspended = facts.participants.filter((each) => each.suspended && !reached.has(each.id));
  return { do: "finish", suspended: suspended.map(({ id }) => id) };
}

/** Those who were reached last go back first. Whoever may not go back has been told so once. */
function stepBack(
  rollout: RolloutManifest,
  facts: RolloutFacts,
  active: ReadonlyMap<string, Participant>,
): RolloutStep {
  const { spec, status } = rollout;
  const refused = new Set(status.failed.map(({ tenant }) => tenant));
  const left = status.reached
    .filter((id) => !refused.has(id))
    .toReversed()
    .flatMap((id) => active.get(id) ?? []);
  const step = among(left, sizeOf(spec.wave, facts.participants.length), true, rollout, facts);
  if (step !== undefined) return step;
  if (left.length > 0) return stuck(left);
  const suspended = facts.participants.filter((each) => each.suspended && status.reached.includes(each.id));
  return { do: "finish", suspended: suspended.map(({ id }) => id) };
}

/** Runs so many whose windows are open, the first of them first; else waits for the next window. Undefined where none ever opens. */
function among(
  tenants: readonly Participant[],
  size: number,
  isNew: boolean,
  { spec, status }: RolloutManifest,
  { freezes, at }: RolloutFacts,
): RolloutStep | undefined {
  const keepsWindows = spec.windows && status.outsideWindows === undefined;
  const windows = new Map<string, WindowOccurrence | undefined>();
  // Many tenants have the same window, and finding one takes a while.
  const windowOf = (maintenance: Participant["maintenance"]): Pick<WindowOccurrence, "begin"> | undefined => {
    if (!keepsWindows) return { begin: at };
    const key = `${maintenance.window} ${maintenance.timeZone}`;
    if (!windows.has(key)) windows.set(key, nextWindow(maintenance, at, freezes));
    return windows.get(key);
  };
  const run: string[] = [];
  let next: { readonly until: string; readonly tenant: string } | undefined;
  let waiting = 0;
  for (const { id, maintenance } of tenants) {
    if (run.length === size) break;
    const window = windowOf(maintenance);
    if (window === undefined) continue;
    if (Date.parse(window.begin) <= Date.parse(at)) run.push(id);
    else {
      waiting += 1;
      if (next === undefined || Date.parse(window.begin) < Date.parse(next.until))
        next = { until: window.begin, tenant: id };
    }
  }
  if (run.length > 0) return { do: "run", tenants: run, isNew };
  return next === undefined ? undefined : { do: "wait", ...next, waiting };
}

function stuck(tenants: readonly Participant[]): RolloutStep {
  return { do: "stuck", tenants: tenants.map(({ id }) => id) };
}

/** Whether a tenant may be begun at an instant: it is its turn, and its own window is open then. */
export function mayBegin(
  { spec, status }: RolloutManifest,
  { maintenance }: Pick<Participant, "maintenance">,
  freezes: readonly Freeze[],
  at: string,
): boolean {
  return !spec.windows || status.outsideWindows !== undefined || isOpen(maintenance, at, freezes);
}
