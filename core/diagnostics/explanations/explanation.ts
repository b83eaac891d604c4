/** What there is to say about a diagnostic code beyond its title. */
export interface Explanation {
  /** Why it is reported: what was looked at, and why it matters. One or two sentences. */
  readonly cause: string;
  /** What to do. One or two sentences. */
  readonly remedy: string;
  readonly example?: Example;
}

/**
 * A small change to the example estate that causes the diagnostic; a test makes each and sees it come and go. Absent where a
 * few lines of a manifest cannot show it.
 */
export interface Example {
  /** The file below the estate's directory, such as `tenants/acme.yaml`. */
  readonly file: string;
  /** Lines of the file that are reported. */
  readonly wrong: string;
  /** The same lines as they should be. */
  readonly right: string;
}
