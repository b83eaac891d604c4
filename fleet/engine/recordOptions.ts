import type { ResourceOptions } from "../../core/results/renderedResource.ts";
import { urnOf } from "./urnOf.ts";

/** The part of the SDK's request that has a resource's options. */
export interface OptionsRequest {
  getType(): string;
  getName(): string;
  getParent(): string;
  getAliasesList(): Alias[];
  getAliasurnsList(): string[];
  getIgnorechangesList(): string[];
  getReplaceonchangesList(): string[];
  getDeletebeforereplacedefined(): boolean;
  getDeletebeforereplace(): boolean;
  getRetainondelete(): boolean | undefined;
  getDeletedwith(): string;
}

/** A URN, or what of the resource's own URN was another: empty texts are as they are now. */
interface Alias {
  getUrn(): string;
  getSpec(): AliasParts | undefined;
}
interface AliasParts {
  getName(): string;
  getType(): string;
  getStack(): string;
  getProject(): string;
  getParenturn(): string;
  getNoparent(): boolean;
}

/** The options that a resource is registered with; undefined where it has none. */
export function recordOptions(request: OptionsRequest, stack: string): ResourceOptions | undefined {
  const aliases = [
    ...request.getAliasurnsList(),
    ...request.getAliasesList().map((alias) => given(alias.getUrn()) ?? aliasOf(alias.getSpec(), request, stack)),
  ];
  const [ignored, replacing] = [request.getIgnorechangesList(), request.getReplaceonchangesList()];
  const deletedWith = request.getDeletedwith();
  const options: ResourceOptions = {
    ...(aliases.length > 0 && { aliases: [...new Set(aliases)] }),
    ...(ignored.length > 0 && { ignoreChanges: ignored }),
    ...(replacing.length > 0 && { replaceOnChanges: replacing }),
    ...(request.getDeletebeforereplacedefined() && { deleteBeforeReplace: request.getDeletebeforereplace() }),
    ...(request.getRetainondelete() === true && { retainOnDelete: true }),
    ...(deletedWith !== "" && { deletedWith }),
  };
  return Object.keys(options).length === 0 ? undefined : options;
}

function aliasOf(parts: AliasParts | undefined, request: OptionsRequest, stack: string): string {
  const parent = parts?.getNoparent() === true ? "" : (given(parts?.getParenturn()) ?? request.getParent());
  return urnOf(
    given(parts?.getStack()) ?? stack,
    parent,
    given(parts?.getType()) ?? request.getType(),
    given(parts?.getName()) ?? request.getName(),
    given(parts?.getProject()),
  );
}

/** A message has an empty text where nothing is given. */
function given(text: string | undefined): string | undefined {
  return text === "" ? undefined : text;
}
