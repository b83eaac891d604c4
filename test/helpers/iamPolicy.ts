/** One value of a request's context, or the several that a key such as `aws:TagKeys` has. */
type ContextValue = string | readonly string[];

/** What is asked of a policy. */
export interface PolicyRequest {
  readonly action: string;
  /** The ARN that the action is for; `*` where the action is for none. */
  readonly resource?: string;
  /** Who asks, for policies with principals: as AWS names one, such as `{ Service: "logs.amazonaws.com" }`. */
  readonly principal?: Readonly<Record<string, string>>;
  /** Condition keys that the request has; a key that is absent is not there. */
  readonly context?: Readonly<Record<string, ContextValue>>;
}

/** What policies say: `not allowed` when none speaks of the request, which AWS takes as no. */
export type Verdict = "allowed" | "denied" | "not allowed";

type Conditions = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

interface Statement {
  readonly Effect: "Allow" | "Deny";
  readonly Principal?: string | Readonly<Record<string, string | string[]>>;
  readonly Action?: string | string[];
  readonly NotAction?: string | string[];
  readonly Resource?: string | string[];
  readonly NotResource?: string | string[];
  readonly Condition?: Conditions;
}

/**
 * What policies of one kind say together to a request: a denial wins, then any permission. Knows what the project's policies use, and
 * throws where one uses more (IAM User Guide, "Policy evaluation logic" and "IAM JSON policy elements: Condition operators").
 *
 * @param documents policies as JSON text.
 */
export function verdictOf(documents: readonly string[], request: PolicyRequest): Verdict {
  const statements = documents.flatMap((text) => (JSON.parse(text) as { Statement: Statement[] }).Statement);
  const matching = statements.filter((statement) => speaksOf(statement, request));
  if (matching.some(({ Effect }) => Effect === "Deny")) return "denied";
  return matching.length > 0 ? "allowed" : "not allowed";
}

/** What a role can do: what its own policies allow and its boundary does too. */
export function boundedVerdict(own: readonly string[], boundary: string, request: PolicyRequest): Verdict {
  const verdicts = [verdictOf(own, request), verdictOf([boundary], request)];
  if (verdicts.includes("denied")) return "denied";
  return verdicts.includes("not allowed") ? "not allowed" : "allowed";
}

function speaksOf(statement: Statement, { action, resource = "*", principal, context = {} }: PolicyRequest): boolean {
  const { Action, NotAction, Resource, NotResource, Principal, Condition = {} } = statement;
  // Actions are not told apart by case.
  const ofAction = (pattern: string): boolean => like(pattern.toLowerCase(), action.toLowerCase());
  const ofResource = (pattern: string): boolean => like(filledIn(pattern, context), resource);
  return (
    (Action === undefined || [Action].flat().some(ofAction)) &&
    (NotAction === undefined || ![NotAction].flat().some(ofAction)) &&
    (Resource === undefined || [Resource].flat().some(ofResource)) &&
    (NotResource === undefined || ![NotResource].flat().some(ofResource)) &&
    (Principal === undefined || isPrincipal(Principal, principal ?? {})) &&
    Object.entries(Condition).every(([operator, keys]) =>
      Object.entries(keys).every(([key, wanted]) => holds(operator, key, [wanted].flat().map(String), context)),
    )
  );
}

function isPrincipal(allowed: string | Readonly<Record<string, string | string[]>>, asks: object): boolean {
  if (typeof allowed === "string") return allowed === "*";
  return Object.entries(asks).some(([type, name]) =>
    [allowed[type] ?? []].flat().some((one) => one === "*" || one === name),
  );
}

function holds(operator: string, key: string, patterns: readonly string[], context: object): boolean {
  const { set, name, ifExists } = /^(?:(?<set>ForAnyValue|ForAllValues):)?(?<name>\w+?)(?<ifExists>IfExists)?$/.exec(
    operator,
  )?.groups ?? { name: operator };
  const given = Object.entries(context).find(([one]) => one.toLowerCase() === key.toLowerCase())?.[1] as
    ContextValue | undefined;
  if (name === "Null") return (given === undefined) === (patterns[0] === "true");
  const comparison = comparisons[name ?? ""];
  if (comparison === undefined) throw new TypeError(`the condition operator ${operator} is not known here`);
  const { matches, negated } = comparison;
  if (given === undefined) return negated || ifExists !== undefined || set === "ForAllValues";
  const wanted = patterns.map((pattern) => filledIn(pattern, context as Readonly<Record<string, ContextValue>>));
  const one = (value: string): boolean => wanted.some((pattern) => matches(pattern, value)) !== negated;
  const values = [given].flat();
  if (set === undefined && values.length > 1) throw new TypeError(`${key} has several values, ${operator} takes one`);
  return set === "ForAllValues" ? values.every(one) : values.some(one);
}

const equal = (pattern: string, value: string): boolean => pattern === value;

const comparisons: Readonly<
  Record<string, { readonly matches: (pattern: string, value: string) => boolean; readonly negated: boolean }>
> = {
  StringEquals: { matches: equal, negated: false },
  StringNotEquals: { matches: equal, negated: true },
  StringLike: { matches: like, negated: false },
  StringNotLike: { matches: like, negated: true },
  ArnEquals: { matches: like, negated: false },
  ArnLike: { matches: like, negated: false },
  ArnNotLike: { matches: like, negated: true },
  Bool: { matches: equal, negated: false },
};

/** A pattern's variables with what the request has for them; one that it does not have matches nothing. */
function filledIn(pattern: string, context: Readonly<Record<string, ContextValue>>): string {
  return pattern.replace(/\$\{([^}]+)\}/g, (_, key: string) => {
    const value = context[key];
    return typeof value === "string" ? value : "\0";
  });
}

function like(pattern: string, text: string): boolean {
  const expression = pattern
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${expression}$`, "s").test(text);
}
