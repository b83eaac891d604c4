/** What an SDK puts around an error, which says nothing of what is wrong. */
const wrappings: readonly RegExp[] = [
  // Terraform's providers count their errors and list them (hashicorp/go-multierror).
  /^\d+ errors? occurred: (?:\* )?/,
  // AWS SDK for Go 2: which call it was, the answer's status and the request's id (aws/smithy-go, middleware and transport/http).
  /operation error [^:]+: [^,]+, /,
  /(?:exceeded maximum number of attempts, \d+, )?https response error StatusCode: \d+, RequestID: [^,]*,(?: HostID: [^,]*,)? /,
  /api error (?=\w+: )/,
  // How the engine's language host begins what a program threw.
  /Running program '[^']*' failed with an unhandled exception: (?:<ref \*\d+> )?/,
];

/** What is left of an error's lines when a program threw it: its message without the places in its code. */
const codePlaces = /\n\s+at .*$/gm;

/** Errors that others have caused: what was under way or not yet begun when those stopped the run. */
const consequence = /\b(?:cancell?ed|update failed|aborted)\b/i;

/** No more of an error than people read at a glance; characters. */
const longest = 300;

/**
 * Why a run failed, in one line: of what the engine reported the first that is no consequence of another, without what SDKs put around
 * it. Characters that would steer a terminal or begin a new line are spaces.
 *
 * @param errors what the engine reported.
 * @returns null when it reported nothing.
 */
export function rootCause(errors: readonly string[]): string | null {
  const cause = errors.find((error) => !consequence.test(error)) ?? errors[0];
  if (cause === undefined) return null;
  const line = cause
    .replace(codePlaces, "")
    .replace(/[\s\p{C}]+/gu, " ")
    .trim();
  const [, resource = "", text = line] = /^(\S+ \S+: )?(.*)$/.exec(line) ?? [];
  const bare = wrappings.reduce((rest, wrapping) => rest.replace(wrapping, ""), text);
  return shortened(`${shortResource(resource)}${bare}`);
}

/** `iaas:Network$aws:ec2/vpc:Vpc web: ` without the components that it is in. */
function shortResource(resource: string): string {
  return resource.slice(resource.lastIndexOf("$", resource.indexOf(" ")) + 1);
}

function shortened(line: string): string {
  const characters = Array.from(line);
  return characters.length <= longest ? line : `${characters.slice(0, longest - 1).join("")}…`;
}
