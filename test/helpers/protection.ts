import type { ComponentResourceOptions } from "@pulumi/pulumi";

/** Options for a component that keep account of what of it the engine would refuse to delete. */
export interface ProtectionAccount {
  readonly opts: ComponentResourceOptions;
  /** Type and name of each resource with protection of its own. */
  readonly guarded: string[];
}

/** Begins an account; what it finds is known when the component has been rendered. */
export function protectionAccount(): ProtectionAccount {
  const guarded: string[] = [];
  const opts: ComponentResourceOptions = {
    transformations: [
      ({ type, name, opts: { protect } }) => {
        if (protect === true) guarded.push(`${type} ${name}`);
        return undefined;
      },
    ],
  };
  return { opts, guarded };
}
