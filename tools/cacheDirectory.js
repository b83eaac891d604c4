// Plain JavaScript, because cli/bin.js needs it before Node.js is ready to strip types.
import os from "node:os";
import path from "node:path";

/**
 * The folder that keeps what was downloaded, built or compiled, shared by all checkouts of one user: `$TENANTRY_CACHE`,
 * else `$XDG_CACHE_HOME/tenantry`, else `~/.cache/tenantry`. A relative `$XDG_CACHE_HOME` is ignored, as the XDG Base
 * Directory Specification asks.
 *
 * @param {Readonly<Record<string, string | undefined>>} env
 * @returns {string} An absolute path.
 */
export function cacheDirectory(env) {
  const own = env["TENANTRY_CACHE"];
  if (own) return path.resolve(own);
  const shared = env["XDG_CACHE_HOME"];
  if (shared && path.isAbsolute(shared)) return path.join(shared, "tenantry");
  return path.join(env["HOME"] ?? os.homedir(), ".cache", "tenantry");
}
