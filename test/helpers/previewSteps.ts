/** What `pulumi preview` by hand says that it would do. */
import type { TestEstate } from "./cli.ts";

/** What the engine would do to one resource. */
export interface EngineStep {
  readonly urn: string;
  readonly op: "create" | "update" | "replace" | "delete";
  /** The properties because of which it is replaced, sorted. */
  readonly causes: readonly string[];
  /** The properties that change, by the provider, sorted. */
  readonly paths: readonly string[];
}

/** A preview. */
export interface EnginePreview {
  /** By URN; components and the stack itself, which have no object in a target, are left out. */
  readonly steps: readonly EngineStep[];
  /** What the engine reported as errors. */
  readonly errors: readonly string[];
}

interface Step {
  readonly op: string;
  readonly urn: string;
  readonly replaceReasons?: readonly string[] | null;
  readonly detailedDiff?: Readonly<Record<string, { readonly kind: string }>> | null;
  readonly oldState?: { readonly custom: boolean };
  readonly newState?: { readonly custom: boolean };
}

/**
 * Previews a stack by hand.
 *
 * @param env what `byHand` gives.
 */
export async function previewSteps(
  estate: TestEstate,
  env: Readonly<Record<string, string>>,
  id: string,
): Promise<EnginePreview> {
  // What is replaced because another has to go first has its causes at its creation alone.
  const args = ["preview", "--json", "--show-replacement-steps", "--non-interactive", "-s", id];
  const { stdout, stderr } = await estate.run("pulumi", args, { env });
  if (!stdout.startsWith("{")) throw new Error(`${id}: ${stdout}${stderr}`);
  const { steps = [], diagnostics = [] } = JSON.parse(stdout) as {
    steps?: Step[];
    diagnostics?: { readonly severity: string; readonly message: string }[];
  };
  const made = steps.filter(({ oldState, newState }) => (newState ?? oldState)?.custom === true);
  const byUrn = Map.groupBy(made, ({ urn }) => urn);
  return {
    steps: [...byUrn].flatMap(([urn, of]) => toStep(urn, of) ?? []).toSorted((a, b) => (a.urn < b.urn ? -1 : 1)),
    errors: diagnostics.filter(({ severity }) => severity === "error").map(({ message }) => message),
  };
}

/** The one thing that the steps of a resource come to: a replacement has up to three. */
function toStep(urn: string, steps: readonly Step[]): EngineStep | undefined {
  const ops = steps.map(({ op }) => op);
  const op = ops.some((each) => each.includes("replace"))
    ? "replace"
    : (["create", "update", "delete"] as const).find((each) => ops.includes(each));
  if (op === undefined) return undefined;
  const all = (of: (step: Step) => readonly string[]): string[] => [...new Set(steps.flatMap(of))].toSorted();
  return {
    urn,
    op,
    causes: all(({ replaceReasons }) => replaceReasons ?? []),
    paths: all(({ detailedDiff }) => Object.keys(detailedDiff ?? {})),
  };
}
