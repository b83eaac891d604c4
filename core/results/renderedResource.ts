/** A resource as the program registers it, before any target has seen it: what policies judge. */
export interface RenderedResource {
  /** Pulumi's type token, such as `aws:ec2/vpc:Vpc`. */
  readonly type: string;
  /** The logical name in the program. */
  readonly name: string;
  /** The URN that the engine gives it too. */
  readonly urn: string;
  /** The URN of the resource that it belongs to; absent for the stack itself. */
  readonly parent?: string;
  /** The inputs, plain. Values that only a target knows are made up. */
  readonly inputs: Readonly<Record<string, unknown>>;
  /** Whether the engine refuses to delete it; absent means no. */
  readonly protect?: boolean;
}
