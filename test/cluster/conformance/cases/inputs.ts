/** What many cases begin with. */
import type { Json } from "../plugin.ts";

/** Labels of an application's pods. */
export const labels = { app: "one" };

/** A pod's template; its container asks for what is given. */
export const template = (resources: Json = {}, more: Json = {}): Json => ({
  metadata: { labels },
  spec: { containers: [{ name: "one", image: "registry.k8s.io/pause:3.10", resources }], ...more },
});

/** A deployment's inputs. */
export const deployment = (spec: Json = {}): Json => ({
  spec: { selector: { matchLabels: labels }, template: template(), ...spec },
});

/** A stateful set's inputs. */
export const statefulSet = (spec: Json = {}): Json => deployment({ serviceName: "one", ...spec });

/** A claim's inputs, of a class. */
export const claim = (storageClassName: string, storage = "1Gi", spec: Json = {}): Json => ({
  spec: { storageClassName, accessModes: ["ReadWriteOnce"], resources: { requests: { storage } }, ...spec },
});

/** A class's inputs: of a driver whose volumes a simulation makes, at once and of any size. */
export const storageClass = (more: Json = {}): Json => ({
  provisioner: "volumes.example.com",
  allowVolumeExpansion: true,
  ...more,
});

/** Requests and limits of a container. */
export const asks = (cpu: string, memory = "16Mi"): Json => ({ requests: { cpu, memory }, limits: { cpu, memory } });
