import * as pulumi from "@pulumi/pulumi";

import type { RenderedResource } from "../../core/results/renderedResource.ts";
import { renderProgram } from "../../fleet/engine/renderProgram.ts";

/** What a component makes of its arguments. */
export interface RenderedComponent {
  /** What it registers, itself too, in the order of URNs. */
  readonly resources: readonly RenderedResource[];
  /** What it gives to its user. */
  readonly outputs: unknown;
}

/**
 * Renders one component under Pulumi's mocks. Every resource gets the id `<name>-id`, takes its inputs as they are, and
 * has an ARN, an elastic address one that names it, and a launch template its first version.
 *
 * @param create Makes the component and picks what to look at of its outputs.
 */
export async function renderComponent(create: () => object): Promise<RenderedComponent> {
  let outputs: unknown;
  const resources = await renderProgram({
    stack: "test",
    program: () =>
      new Promise<void>((resolve) => {
        pulumi.output(create()).apply((value) => {
          outputs = value;
          resolve();
        });
      }),
    mocks: {
      call: ({ token }) => {
        throw new Error(`a component asks ${token}`);
      },
      newResource: ({ name, type, inputs }) => ({
        id: `${name}-id`,
        state: {
          ...(inputs as object),
          arn: `arn:aws:test:::${name}`,
          ...(type === "aws:ec2/eip:Eip" && { publicIp: `address of ${name}` }),
          ...(type === "aws:ec2/launchTemplate:LaunchTemplate" && { latestVersion: 1 }),
        },
      }),
    },
  });
  return { resources: resources.filter(({ type }) => type !== "pulumi:pulumi:Stack"), outputs };
}

/** The inputs of the only resource of a type, or of the one with that name. */
export function inputsOf(rendered: RenderedComponent, type: string, name?: string): Readonly<Record<string, unknown>> {
  const found = rendered.resources.filter((resource) => {
    return resource.type === type && (name === undefined || resource.name === name);
  });
  const [resource] = found;
  if (resource === undefined || found.length > 1) {
    throw new Error(
      `${String(found.length)} resources of the type ${type}${name === undefined ? "" : ` named ${name}`}`,
    );
  }
  return resource.inputs;
}

/** `type name < parent's name` a line in the order of URNs, to compare the whole tree. */
export function treeOf(rendered: RenderedComponent): string[] {
  return rendered.resources.map(({ type, name, parent }) => `${type} ${name} < ${parent?.split("::").at(-1) ?? ""}`);
}
