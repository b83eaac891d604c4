/** One file of an estate as read from where it is kept; `core` itself never touches a disk. */
export interface SourceFile {
  /** Path as the user would type it; used in messages only. */
  readonly path: string;
  /** Path below the estate's directory with `/` between parts, such as `tenants/acme.yaml`; decides what the file is. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** A file's text as it stands, with a byte order mark where it has one: what is edited and compared. */
export function textOf({ bytes }: Pick<SourceFile, "bytes">): string {
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
}
