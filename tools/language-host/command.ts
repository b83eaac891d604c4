import { createRequire } from "node:module";
import { dirname } from "node:path";

/** What the engine says about a program to run. */
export interface ProgramRequest {
  readonly monitorAddress: string;
  readonly engineAddress: string;
  readonly organization: string;
  readonly project: string;
  readonly stack: string;
  readonly rootDirectory: string;
  readonly programDirectory: string;
  readonly entryPoint: string;
  readonly parallel: number;
  readonly dryRun: boolean;
  readonly args: readonly string[];
  /** Options of `runtime` in Pulumi.yaml. */
  readonly options: Readonly<Record<string, unknown>>;
  readonly config: Readonly<Record<string, string>>;
  readonly configSecretKeys: readonly string[];
}

/** A Node.js process to start: arguments without the executable, and variables beside the inherited ones. */
export interface NodeCommand {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/**
 * The script of `@pulumi/pulumi` that runs a program, a policy pack or a plugin. The copy that belongs to the program is
 * taken, so that program and runner share one SDK.
 */
export function sdkScript(name: "run" | "run-policy-pack" | "run-plugin", programDirectory: string): string {
  return createRequire(`${programDirectory}/package.json`).resolve(`@pulumi/pulumi/cmd/${name}/index.js`);
}

/** The command that runs a program, in the words of the SDK's `cmd/run`. */
export function programCommand(request: ProgramRequest): NodeCommand {
  const { options } = request;
  const flags: [string, string][] = [
    ["monitor", request.monitorAddress],
    ["engine", request.engineAddress],
    ["organization", request.organization],
    ["project", request.project],
    ["root-directory", request.rootDirectory],
    ["stack", request.stack],
    ["pwd", request.programDirectory],
    ["parallel", request.parallel === 0 ? "" : String(request.parallel)],
  ];
  return {
    args: [
      ...nodeArguments(options["nodeargs"]),
      sdkScript("run", request.programDirectory),
      ...flags.flatMap(([name, value]) => (value === "" ? [] : [`--${name}`, value])),
      ...(request.dryRun ? ["--dry-run"] : []),
      request.entryPoint,
      ...request.args,
    ],
    env: {
      PULUMI_NODEJS_TYPESCRIPT: options["typescript"] === false ? "" : "true",
      PULUMI_CONFIG: JSON.stringify(request.config),
      PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(request.configSecretKeys),
    },
  };
}

/** The command that runs a policy pack (an `analyzer`, whose folder comes last) or another plugin. */
export function pluginCommand(kind: string, directory: string, args: readonly string[]): NodeCommand {
  return {
    args:
      kind === "analyzer"
        ? [sdkScript("run-policy-pack", directory), ...args, directory]
        : [sdkScript("run-plugin", dirname(directory)), directory, ...args],
    env: {},
  };
}

function nodeArguments(option: unknown): string[] {
  return typeof option === "string" ? option.split(" ").filter((word) => word !== "") : [];
}
