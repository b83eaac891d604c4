import { inOrder } from "../../core/diff/inOrder.ts";
import type { RenderedResource } from "../../core/results/renderedResource.ts";

/** Where a made-up value of a resource comes from in the program. */
interface Source {
  readonly value: string;
  /** Such as `r3.id`. */
  readonly expression: string;
}

/**
 * The peer: a tenant's resources as a Pulumi program is usually written, in TypeScript by ts-node, with imports of whole packages, a
 * folder and a project for each tenant. It registers what ours does, components too, with the same values.
 *
 * @returns texts by file name.
 */
export function usualProgram(rendered: readonly RenderedResource[]): Record<string, string> {
  const resources = inOrder(rendered.filter(({ type }) => type !== "pulumi:pulumi:Stack"));
  const variableOf = new Map(resources.map(({ urn }, index) => [urn, `r${String(index)}`]));
  const sources = resources.flatMap(({ urn, madeUp = {} }): Source[] =>
    Object.entries(madeUp).map(([output, value]) => ({ value, expression: `${variableOf.get(urn) ?? ""}.${output}` })),
  );
  const lines = resources.map((resource) => {
    const variable = variableOf.get(resource.urn) ?? "";
    return `const ${variable} = ${construction(resource, variableOf, sources)};`;
  });
  const packages = ["aws", "kubernetes"].filter((name) => resources.some(({ type }) => type.startsWith(`${name}:`)));
  const imports = [...packages, "pulumi"].map((name) => `import * as ${name} from "@pulumi/${name}";`);
  return {
    "index.ts": [...imports, ...lines, ""].join("\n"),
    "package.json": '{ "name": "usual", "private": true }\n',
    "Pulumi.yaml": "name: usual\nruntime: nodejs\n",
  };
}

function construction(
  resource: RenderedResource,
  variableOf: ReadonlyMap<string, string>,
  sources: readonly Source[],
): string {
  const { type, name, provider = "", parent = "", dependencies = [] } = resource;
  const kept = (urn: string): string[] => [variableOf.get(urn) ?? []].flat();
  const options = [
    ...kept(provider).map((variable) => `provider: ${variable} as any`),
    ...kept(parent).map((variable) => `parent: ${variable}`),
    `dependsOn: [${dependencies.flatMap(kept).join(", ")}]`,
  ];
  const given = literal(type.startsWith("pulumi:providers:") ? providerInputs(resource) : resource.inputs, sources);
  const last = `{ ${options.join(", ")} }`;
  const isComponent = provider === "" && !type.startsWith("pulumi:providers:");
  return isComponent
    ? `new pulumi.ComponentResource(${JSON.stringify(type)}, ${JSON.stringify(name)}, {}, ${last})`
    : `new ${classOf(type)}(${JSON.stringify(name)}, ${given} as any, ${last})`;
}

/** A provider's inputs reach the engine as JSON in texts. */
function providerInputs({ inputs }: RenderedResource): Readonly<Record<string, unknown>> {
  const read = (value: unknown): unknown => {
    try {
      return typeof value === "string" ? (JSON.parse(value) as unknown) : value;
    } catch {
      return value;
    }
  };
  return Object.fromEntries(Object.entries(inputs).map(([key, value]) => [key, read(value)]));
}

/** The SDK's class of a type: `aws:ec2/vpc:Vpc` is `aws.ec2.Vpc`, `kubernetes:apps/v1:Deployment` is `kubernetes.apps.v1.Deployment`. */
function classOf(type: string): string {
  const [packageName = "", module = "", name = ""] = type.split(":");
  if (packageName === "pulumi") return `${name}.Provider`;
  const [group = "", version = ""] = module.split("/");
  if (packageName === "aws") return `aws.${group}.${name}`;
  const builtIn = group.endsWith(".k8s.io") && !group.startsWith("gateway.") ? group.split(".")[0] : group;
  return builtIn?.includes(".") === true
    ? "kubernetes.apiextensions.CustomResource"
    : `kubernetes.${builtIn ?? ""}.${version}.${name}`;
}

/** A value as source text, with the outputs of other resources where made-up values stand. */
function literal(value: unknown, sources: readonly Source[]): string {
  if (Array.isArray(value)) return `[${value.map((element) => literal(element, sources)).join(", ")}]`;
  if (typeof value === "object" && value !== null) {
    const fields = Object.entries(value).map(([key, field]) => `${JSON.stringify(key)}: ${literal(field, sources)}`);
    return `{ ${fields.join(", ")} }`;
  }
  if (typeof value !== "string") return JSON.stringify(value);
  const found = sources
    .filter((source) => value.includes(source.value))
    .toSorted((a, b) => b.value.length - a.value.length);
  const [first] = found;
  if (first === undefined) return JSON.stringify(value);
  if (first.value === value) return first.expression;
  const parts = found.map(({ expression }) => expression).join(", ");
  const replaced = found.map((source, index) => `.replaceAll(${JSON.stringify(source.value)}, v[${String(index)}])`);
  return `pulumi.all([${parts}] as any[]).apply((v: string[]) => (${JSON.stringify(value)} as any)${replaced.join("")})`;
}
