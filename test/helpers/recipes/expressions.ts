/** GitHub's expressions, evaluated by GitHub's own library: what it does not know is an error here too. */
import { data, Evaluator, Lexer, Parser } from "@actions/expressions";

/** What an expression may refer to, by name: `github`, `needs`, `matrix`, … as plain JSON. */
export type Contexts = Readonly<Record<string, unknown>>;

/** How the steps or jobs before have ended. */
export interface Status {
  readonly failed: boolean;
  readonly cancelled: boolean;
}

/** The functions that ask for it. */
const statusFunctions = {
  always: () => true,
  cancelled: ({ cancelled }: Status) => cancelled,
  failure: ({ failed, cancelled }: Status) => failed && !cancelled,
  success: ({ failed, cancelled }: Status) => !failed && !cancelled,
};

/**
 * Evaluates one expression, without `${{ }}`.
 *
 * @throws Error where it refers to a context or a function that is not there.
 */
function evaluate(expression: string, contexts: Contexts, status: Status): data.ExpressionData {
  const functions = Object.entries(statusFunctions).map(([name, tell]) => ({
    name,
    minArgs: 0,
    maxArgs: 0,
    call: () => new data.BooleanData(tell(status)),
  }));
  const parsed = new Parser(new Lexer(expression).lex().tokens, Object.keys(contexts), functions).parse();
  const context = JSON.parse(JSON.stringify(contexts), data.reviver) as data.Dictionary;
  return new Evaluator(
    parsed,
    context,
    new Map(functions.map((definition) => [definition.name, definition])),
  ).evaluate();
}

const placeholder = /\$\{\{(.*?)\}\}/gs;

/** A text with its `${{ }}` put in. */
export function fillIn(text: string, contexts: Contexts): string {
  return text.replaceAll(placeholder, (_, expression: string) =>
    evaluate(expression, contexts, { failed: false, cancelled: false }).coerceString(),
  );
}

/** Whether a step or job is run: by its `if`, before which stands `success()` unless it asks for the status itself. */
export function isDue(condition: string | boolean | undefined, contexts: Contexts, status: Status): boolean {
  const expression = String(condition ?? "success()").replace(/^\s*\$\{\{(.*)\}\}\s*$/s, "$1");
  const asks = new RegExp(`\\b(?:${Object.keys(statusFunctions).join("|")})\\(\\)`).test(expression);
  const whole = asks ? expression : `success() && (${expression})`;
  const result = evaluate(whole, contexts, status).coerceString();
  return !["", "false", "0"].includes(result);
}
