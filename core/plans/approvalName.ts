/** What a plan's approval and its kept directory are called: the beginning of its digest. */
export function approvalName(digest: string): string {
  return digest.slice(0, 16);
}
