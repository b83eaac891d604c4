import { harmlessContainer, type HostilePod } from "./pod.ts";

const registries = "images come from the registries of the platform and of the tenant alone: ";
const allowedRegistries = ". Allowed: images that begin with registry.example, ghcr.io/acme.";
const foreignImage = (what: string, image: string): HostilePod => ({
  what,
  container: { image },
  policy: "images",
  message: `${registries}app: ${image}${allowedRegistries}`,
});
const exact = "images say exactly which they are, so that a pod that starts again is the same: ";
const vagueImage = (what: string, image: string): HostilePod => ({
  what,
  container: { image },
  policy: "images",
  message: `${exact}app: ${image}. Allowed: a tag other than latest, or a digest.`,
});

/** What comes from elsewhere, or does not say what it is. */
export const foreignImages: readonly HostilePod[] = [
  foreignImage("an image of a foreign registry", "registry.evil.example/app:1"),
  foreignImage("an image of Docker Hub without saying so", "nginx:1.29"),
  foreignImage("an image of a neighbour's", "ghcr.io/globex/app:1"),
  foreignImage("an image of a registry whose name goes on", "registry.example.evil.net/app:1"),
  foreignImage("an image of another server on the same host", "registry.example:5000/app:1"),
  foreignImage("an image of an organisation whose name goes on", "ghcr.io/acme-evil/app:1"),
  vagueImage("the latest image", "registry.example/app:latest"),
  vagueImage("an image without a tag", "registry.example/app"),
  {
    what: "an image of a foreign registry before the others",
    spec: { initContainers: [{ ...harmlessContainer, name: "first", image: "docker.io/library/busybox:1" }] },
    policy: "images",
    message: `${registries}first: docker.io/library/busybox:1${allowedRegistries}`,
  },
];
