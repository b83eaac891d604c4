/** The commands of `tenantry` in texts, and what the command line has against one. */
import { buildProgram } from "../../cli/program.ts";
import { root } from "./cli.ts";

const program = buildProgram(
  {
    workingDirectory: root,
    environment: {},
    today: "2026-12-31",
    now: "2026-12-31T12:00:00.000Z",
    print: () => undefined,
    note: () => undefined,
    interactive: false,
    colour: false,
  },
  () => undefined,
);

/** The verbs of the command line; of groups their name. */
export const verbs: readonly string[] = program.commands.map((command) => command.name());

/** Every `tenantry …` in inline code and in fenced blocks of Markdown. */
export function commandsIn(text: string): string[] {
  const fenced = [...text.matchAll(/^```(?:sh|yaml)\n(.*?)^```/gms)].map(([, block = ""]) => block).join("\n");
  const inline = [...text.matchAll(/`((?:npx )?tenantry [^`]+)`/g)].map(([, code = ""]) => code).join("\n");
  return commandsInScript(`${fenced}\n${inline}`);
}

/**
 * Every `tenantry …` in a script, up to where a shell would end the command. Quoted texts become one word, with
 * variables in them `1/1`.
 */
export function commandsInScript(script: string): string[] {
  const plain = script
    .replaceAll(/"[^"\n]*\$[^"\n]*"/g, "1/1")
    .replaceAll(/"([^"\n]*)"/g, (_quoted, text: string) => text.replaceAll(" ", "_"));
  return [...plain.matchAll(/\btenantry ([a-z-][^\n;|&)#"]*)/g)].map(([, command = ""]) => command.trim());
}

/** What the command line would say against it, without running it. */
export function objection(command: string): string | undefined {
  const [verb = "", ...words] = command.split(/\s+/);
  if (verb.startsWith("--")) return ["--help", "--version"].includes(verb) ? undefined : `no option ${verb}`;
  const parent = program.commands.find((candidate) => candidate.name() === verb);
  if (parent === undefined) return `no verb ${verb}`;
  const found = parent.commands.find((candidate) => candidate.name() === words[0]) ?? parent;
  // Of a group that is a verb, too, such as `runs`, an option may follow; a word that is none of its verbs may not.
  const takesNoWords = parent.commands.length > 0 && parent.registeredArguments.length === 0;
  if (found === parent && takesNoWords && /^[^-]/.test(words[0] ?? "")) return `no verb ${verb} ${words[0] ?? ""}`;
  const { unknown } = found.parseOptions(words.map((word) => word.replace(/^\[(.*)\]$/, "$1")));
  return unknown.length === 0 ? undefined : `${verb} takes no ${unknown.join(" ")}`;
}
