/**
 * The command that approves exactly one plan.
 *
 * @param plan the plan's directory as the user knows it, or the name of a kept one.
 * @param estate the estate's directory as the user has given it.
 */
export function approveCommand(plan: string, estate: string): string {
  const where = estate === "estate" ? "" : ` --estate ${shellWord(estate)}`;
  return `tenantry approve ${shellWord(plan)} --by NAME@COMPANY --reason "WHY IT IS RIGHT"${where}`;
}

/** A word as a POSIX shell takes it for one, whatever is in it. */
function shellWord(text: string): string {
  return /^[\w./][\w./-]*$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
