/** Verbs as commands of fast-check: each says when it applies, what it should come to, and looks whether it did. */
import fc from "fast-check";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { plusDays } from "../../../core/calendarDays.ts";
import type { Outcome, TestEstate } from "../cli.ts";
import { afterDue, firstTenants, moved, tiers, type Model, type ModelTenant } from "./model.ts";

/** What the verbs run against. */
export interface System {
  /** The directory of the estate. */
  readonly directory: string;
  /** Runs a verb on a day. */
  readonly verb: (args: readonly string[], today: string) => Promise<Outcome>;
  /** Told of each verb that has ended as it should. */
  readonly onDone: (verb: string) => void;
  /**
   * Brings about what manifests say, and gives what is not as it should be then; one line each.
   *
   * @param death after how many milliseconds what brings it about is killed once, and started again.
   */
  readonly settle: (model: Model, death: number | undefined) => Promise<readonly string[]>;
}

type LifecycleCommand = fc.AsyncCommand<Model, System>;

/** What a verb should come to: the tenant after it, undefined where it is refused and nothing changes. */
interface Expected {
  readonly args: readonly string[];
  readonly after: ModelTenant | undefined;
  /** Given where the manifest should have exactly this text afterwards. */
  readonly text?: string | undefined;
}

/** Whose turn it is, and when what brings it about is killed; undefined where it is not. */
interface Turn {
  readonly id: string;
  readonly death: number | undefined;
}

/** One thing that may be done about a tenant. */
interface Verb {
  readonly name: string;
  readonly applies: (tenant: ModelTenant | undefined) => boolean;
  /** What it should come to, given the tenant as it is and its manifest's text. */
  readonly expected: (id: string, tenant: ModelTenant | undefined, today: string, text: string) => Expected;
}

/** Does one of the things that may be done about a tenant then; so that every command of a sequence does something. */
function act({ id, death }: Turn, choice: number): LifecycleCommand {
  const told = `verb ${String(choice)} of ${id}${death === undefined ? "" : `, killed after ${String(death)} ms`}`;
  return {
    check: () => true,
    run: async (model, system) => {
      const tenant = model.tenants.get(id);
      const possible = verbs.filter(({ applies }) => applies(tenant));
      const verb = possible[choice % possible.length];
      if (verb === undefined) throw new Error(`nothing may be done about ${id}`);
      const file = join(system.directory, "tenants", `${id}.yaml`);
      const text = (): string => (model.tenants.has(id) ? readFileSync(file, "utf8") : "");
      const before = text();
      const { args, after, text: exact } = verb.expected(id, tenant, model.today, before);
      const { code, stdout, stderr } = await system.verb(args, model.today);
      const ended = `${args.join(" ")} ended with ${String(code)}\n${stdout}${stderr}`;
      if ((code === 0) !== (after !== undefined)) throw new Error(ended);
      if (after !== undefined) model.tenants.set(id, after);
      const wanted = after === undefined ? before : exact;
      if (wanted !== undefined && text() !== wanted) throw new Error(`${ended}and left\n${text()}\nfor\n${wanted}`);
      system.onDone(verb.name);
      await look(model, system, ended, death);
    },
    toString: () => told,
    ...{ [fc.toStringMethod]: () => told },
  };
}

async function look(model: Model, system: System, after: string, death?: number): Promise<void> {
  const found = await system.settle(model, death);
  if (found.length > 0) throw new Error(`${found.join("\n")}\nafter ${after}`);
}

const has = (state: ModelTenant["state"]) => (tenant: ModelTenant | undefined) => tenant?.state === state;

/** A tenant that the precondition has found. */
function the(tenant: ModelTenant | undefined): ModelTenant {
  if (tenant === undefined) throw new Error("a command ran that does not apply");
  return tenant;
}

const people = ["--technical", "ops@u.example", "--billing", "ap@u.example", "--security", "sec@u.example"];

/** The verb that onboards a tenant. */
function newTenant(id: string, tier: string, start: string): string[] {
  return [
    ...["new", "tenant", id, "--display-name", `The ${id}`, ...people, "--start", start],
    ...["--subscription", `apps=paas/${tier}`, "--set", "apps.environments=[prod]"],
  ];
}

/** Puts those who are there on the first day in the place of all tenants. */
export async function onboardFirst(system: System, estate: TestEstate): Promise<void> {
  estate.onlyTenants({});
  for (const [id, { tier, start }] of firstTenants) {
    const { code, stderr } = await system.verb(newTenant(id, tier, start), start);
    if (code !== 0) throw new Error(stderr);
  }
}

const moveTo = (to: string): Verb => ({
  name: "move",
  applies: has("active"),
  expected: (id, tenant, today) => ({
    args: ["move", id, "apps", "--to", to],
    after: moved(the(tenant), to, today),
  }),
});

const suspendFor = (reason: string): Verb => ({
  name: "suspend",
  applies: has("active"),
  expected: (id, tenant, _today, text) => ({
    args: ["suspend", id, "--reason", reason],
    after: { ...the(tenant), state: "suspended", before: { tenant: the(tenant), text } },
  }),
});

/** What a tenant was before it was suspended or left, to the byte. */
const asBefore = (args: readonly string[], tenant: ModelTenant | undefined): Expected => ({
  args,
  after: the(tenant).before?.tenant,
  text: the(tenant).before?.text,
});

const verbs: readonly Verb[] = [
  ...tiers.map((tier) => ({
    name: "onboard",
    applies: (tenant: ModelTenant | undefined) => tenant === undefined,
    expected: (id: string, _none: unknown, today: string): Expected => ({
      args: newTenant(id, tier, today),
      after: { tier, state: "active", start: today },
    }),
  })),
  ...tiers.map(moveTo),
  {
    name: "undo a move",
    applies: (tenant) => tenant?.state === "active" && tenant.pending !== undefined,
    expected: (id, tenant) => ({
      args: ["move", id, "apps", "--undo"],
      after: { ...the(tenant), pending: undefined },
    }),
  },
  ...["non-payment", "security", "customer-request"].map(suspendFor),
  { name: "resume", applies: has("suspended"), expected: (id, tenant) => asBefore(["resume", id], tenant) },
  {
    name: "offboard",
    applies: (tenant) => has("active")(tenant) || has("suspended")(tenant),
    expected: (id, tenant, _today, text) => ({
      args: ["offboard", id],
      after: { ...the(tenant), state: "offboarded", before: { tenant: the(tenant), text } },
    }),
  },
  {
    name: "take an end back",
    applies: has("offboarded"),
    expected: (id, tenant) => asBefore(["offboard", id, "--undo"], tenant),
  },
];

/** The names of all that is done. */
export const verbNames: ReadonlySet<string> = new Set([...verbs.map(({ name }) => name), "wait"]);

/** Days pass, and the pipeline carries out what is due. */
function wait(days: number): LifecycleCommand {
  const told = `wait ${String(days)} days`;
  return {
    check: () => true,
    run: async (model, system) => {
      model.today = plusDays(model.today, days);
      const { code, stdout, stderr } = await system.verb(["moves", "--due"], model.today);
      const ended = `moves --due ended with ${String(code)}\n${stdout}${stderr}`;
      if (code !== 0) throw new Error(ended);
      for (const [id, tenant] of model.tenants) model.tenants.set(id, afterDue(tenant, model.today));
      system.onDone("wait");
      await look(model, system, ended);
    },
    toString: () => told,
    ...{ [fc.toStringMethod]: () => told },
  };
}

/**
 * Sequences of verbs.
 *
 * @param tenants over how many tenants.
 * @param length how many verbs a sequence has.
 * @param deaths after how many milliseconds what brings about a verb is killed, now and then; nothing is when empty.
 */
export function lifecycles(
  tenants: number,
  length: { readonly minLength: number; readonly maxLength: number },
  deaths: readonly number[] = [],
): fc.Arbitrary<LifecycleCommand[]> {
  const turn: fc.Arbitrary<Turn> = fc.record({
    // Two of them more often: what goes wrong takes several verbs on one tenant.
    id: fc
      .tuple(fc.nat({ max: tenants - 1 }), fc.nat({ max: 4 }))
      .map(([any, luck]) => `t${String(luck === 0 ? any : any % 2)}`),
    death: fc.constantFrom(undefined, ...deaths),
  });
  return fc.array(
    fc.oneof(
      { weight: 5, arbitrary: fc.tuple(turn, fc.nat({ max: 1_000 })).map((args) => act(...args)) },
      { weight: 1, arbitrary: fc.integer({ min: 1, max: 40 }).map(wait) },
    ),
    { ...length, size: "max" },
  );
}
