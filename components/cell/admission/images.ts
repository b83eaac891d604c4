import type { KubernetesCell } from "../../../core/schema/cell.ts";
import {
  and,
  beginsWith,
  each,
  isNone,
  matches,
  not,
  or,
  sentence,
  some,
  text,
  textAt,
  texts,
  those,
  together,
  variable,
  choose,
  listed,
  cel,
  type Cel,
} from "./cel.ts";
import { ownRegistries } from "./namespace.ts";
import { containers, podConditions, podResources, podVariables } from "./pods.ts";
import { validatingPolicy, type ValidatingPolicy } from "./policy.ts";

/** Images come from the registries of the cell and the tenant, and say which they are. */
export function imagesPolicy(cell: Pick<KubernetesCell, "databases" | "registries">): ValidatingPolicy {
  const registries = variable<"texts">("registries");
  return validatingPolicy({
    name: "images",
    resources: podResources,
    conditions: podConditions(cell),
    variables: [...podVariables, { name: "registries", expression: together(texts(cell.registries), ownRegistries) }],
    rules: [
      {
        name: "foreignImages",
        offenders: offending((image) => not(some("registry", registries, (registry) => comesFrom(image, registry)))),
        wrong: "images come from the registries of the platform and of the tenant alone",
        allowed: choose(
          isNone(registries),
          text("no images: neither the cell nor the subscription names a registry"),
          sentence(text("images that begin with "), listed(registries)),
        ),
      },
      {
        name: "vagueImages",
        offenders: offending((image) => not(isExact(image))),
        wrong: "images say exactly which they are, so that a pod that starts again is the same",
        allowed: text("a tag other than latest, or a digest"),
      },
    ],
  });
}

function offending(wrong: (image: Cel<"text">) => Cel<"bool">): Cel<"texts"> {
  return each(
    "container",
    those("container", containers, (container) => wrong(textAt(container, "image"))),
    (container) => sentence(textAt(container, "name"), text(": "), textAt(container, "image")),
  );
}

/**
 * Whether an image begins with the registry, up to the end of one of its words: `registry.example` lets in neither
 * `registry.example.net/app` nor `registry.example:5000/app`, which another server may be.
 */
export function comesFrom(image: Cel<"text">, registry: Cel<"text">): Cel<"bool"> {
  return or(
    beginsWith(image, sentence(registry, text("/"))),
    beginsWith(image, sentence(registry, text("@"))),
    and(
      beginsWith(image, sentence(registry, text(":"))),
      not(cel(`${image}.substring(size(${registry})).contains("/")`)),
    ),
  );
}

/** Whether an image has a digest, or a tag other than `latest`. */
export function isExact(image: Cel<"text">): Cel<"bool"> {
  return or(
    matches(image, text("@[a-z0-9]+:[a-f0-9]{32,}$")),
    and(matches(image, text(":[^/:@]+$")), not(matches(image, text(":latest$")))),
  );
}
