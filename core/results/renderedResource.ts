/** A resource as a program registered it, before any target has seen it. */
export interface RenderedResource {
  /** Pulumi type token. */
  readonly type: string;
  /** The resource's name in the program. */
  readonly name: string;
  /** Its inputs; values that only a target knows are made up. */
  readonly inputs: Readonly<Record<string, unknown>>;
}
