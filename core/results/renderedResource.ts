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
  /**
   * The inputs, plain. Values that only a target knows are made up. A secret is shown as a stand-in of its kind: the engine's own run of
   * policies has it in clear, and no rule may decide on one.
   */
  readonly inputs: Readonly<Record<string, unknown>>;
  /** The inputs that are secret, dotted; absent where none is. */
  readonly secrets?: readonly string[];
  /** Whether the engine refuses to delete it; absent means no. */
  readonly protect?: boolean;
  /** The URN of the provider that it is made by; absent for what no provider makes. */
  readonly provider?: string;
  /** URNs of the resources that have to be there before it, sorted. */
  readonly dependencies?: readonly string[];
  /** By input, the URNs of the resources whose values are in it, sorted. Inputs without any are left out. */
  readonly propertyDependencies?: Readonly<Record<string, readonly string[]>>;
}
