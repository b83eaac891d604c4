import type { Estate } from "../../core/estate/estate.ts";
import type { Probe, RolloutManifest } from "../../core/schema/rollout.ts";
import { checkTenants, stops } from "../check.ts";
import { judgeTenants } from "../checking/judgeTenants.ts";
import type { LookAt } from "../drift/look.ts";
import { driftResult } from "../drift/results.ts";
import { marginsOf, ruleSettings } from "../policies.ts";
import { askProbe } from "./probes.ts";

/** What gates are asked with. */
interface GateTools {
  /** The estate with the wave begun. */
  readonly estate: Estate;
  /** The estate as it was before; made when it is needed. */
  readonly before: () => Estate;
  readonly lookAt: LookAt;
  readonly concurrency: number;
  /** The day by which waivers count. */
  readonly today: string;
  /** When it aborts, what is not decided yet stays undecided. */
  readonly signal: AbortSignal;
  readonly ask?: typeof askProbe;
}

/** What the gates say: why a tenant does not pass, undefined where it passes; whose gates were interrupted is not in it. */
type GateResults = ReadonlyMap<string, string | undefined>;

/** Asks a rollout's gates of tenants whose runs ended well. Every gate is asked, and the first that is against a tenant is told. */
export async function askGates(
  ids: readonly string[],
  { spec }: RolloutManifest,
  tools: GateTools,
): Promise<GateResults> {
  const { drift, policies, probes } = spec.gates;
  const found: ReadonlyMap<string, string>[] = [];
  if (ids.length > 0 && policies) found.push(await policyGate(ids, tools));
  if (ids.length > 0 && drift) found.push(await driftGate(ids, tools));
  if (ids.length > 0 && probes.length > 0) found.push(await probeGate(ids, probes, tools));
  if (tools.signal.aborted) return new Map();
  return new Map(ids.map((id) => [id, found.map((reasons) => reasons.get(id)).find((why) => why !== undefined)]));
}

/** Whoever breaks a rule that stops a deployment, and did not before. What it broke before is no fault of the new version. */
async function policyGate(ids: readonly string[], tools: GateTools): Promise<ReadonlyMap<string, string>> {
  const broken = await brokenRules(ids, tools.estate, tools);
  if (broken.size === 0) return new Map();
  const known = await brokenRules([...broken.keys()], tools.before(), tools);
  return new Map(
    [...broken].flatMap(([id, rules]): [string, string][] => {
      const added = [...rules].filter((rule) => known.get(id)?.has(rule) !== true);
      return added.length === 0 ? [] : [[id, `policies: ${added.slice(0, 5).join(", ")}`]];
    }),
  );
}

async function brokenRules(
  ids: readonly string[],
  estate: Estate,
  { today, signal }: GateTools,
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const wanted = new Set(ids);
  const tenants = estate.tenants.filter(({ resolved }) => wanted.has(resolved.id));
  try {
    const judged = await judgeTenants(
      tenants.map(({ resolved }) => resolved),
      { settings: await ruleSettings(estate, today), marginOf: marginsOf(estate, today), signal },
    );
    const checks = await checkTenants(judged, tenants, estate, today);
    return new Map(
      checks.flatMap(({ tenant, findings }): [string, Set<string>][] => {
        const rules = new Set(findings.filter(stops).map(({ rule }) => rule));
        return rules.size === 0 ? [] : [[tenant, rules]];
      }),
    );
  } catch (error) {
    if (signal.aborted) return new Map();
    throw error;
  }
}

async function driftGate(
  ids: readonly string[],
  { lookAt, concurrency }: GateTools,
): Promise<ReadonlyMap<string, string>> {
  const looked = await lookAt(ids, concurrency);
  return new Map(
    [...looked].flatMap(([id, look]): [string, string][] => {
      const { result, objects } = driftResult(look);
      if (result === "clean") return [];
      if (result === "drifted") return [[id, `drift: ${String(objects.length)} objects are not as they were made`]];
      return [[id, result === "not-provisioned" ? "drift: nothing of it is there" : "drift: it cannot be looked at"]];
    }),
  );
}

async function probeGate(
  ids: readonly string[],
  probes: readonly Probe[],
  { signal, ask = askProbe }: GateTools,
): Promise<ReadonlyMap<string, string>> {
  const asked = await Promise.all(
    ids.map(async (id): Promise<[string, string][]> => {
      const answers = await Promise.all(probes.map((probe, index) => ask(probe, index + 1, id, signal)));
      const wrong = answers.find((answer) => answer !== undefined);
      return wrong === undefined ? [] : [[id, wrong]];
    }),
  );
  return new Map(asked.flat());
}
