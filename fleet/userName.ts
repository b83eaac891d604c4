import { userInfo } from "node:os";

/** Who runs this process, for others to read: a user's number where it has no name, as in many containers. */
export function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return String(process.getuid?.() ?? "unknown");
  }
}
