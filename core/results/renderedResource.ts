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
  /** What was made up for it that only a target knows, by output: `id`, `arn`. Inputs of others hold these values, whole or as a part. */
  readonly madeUp?: Readonly<Record<string, string>>;
  /** Absent where the program sets none. */
  readonly options?: ResourceOptions;
}

/** What a program tells the engine of a resource beside its inputs; each is absent where it is not set. */
export interface ResourceOptions {
  /** URNs under which it may have been known before. */
  readonly aliases?: readonly string[];
  /** Property paths whose changes the engine does not see; `*` stands for any step of a path. */
  readonly ignoreChanges?: readonly string[];
  /** Property paths whose changes replace it. */
  readonly replaceOnChanges?: readonly string[];
  /** Whether a replacement deletes the old object first; where absent, the provider decides. */
  readonly deleteBeforeReplace?: boolean;
  /** Deleting it leaves the object where it is. */
  readonly retainOnDelete?: boolean;
  /** The URN of the resource whose deletion deletes it too. */
  readonly deletedWith?: string;
}
