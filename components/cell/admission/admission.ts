import { MutatingAdmissionPolicy } from "@pulumi/kubernetes/admissionregistration/v1/mutatingAdmissionPolicy.js";
import { MutatingAdmissionPolicyBinding } from "@pulumi/kubernetes/admissionregistration/v1/mutatingAdmissionPolicyBinding.js";
import { ValidatingAdmissionPolicy } from "@pulumi/kubernetes/admissionregistration/v1/validatingAdmissionPolicy.js";
import { ValidatingAdmissionPolicyBinding } from "@pulumi/kubernetes/admissionregistration/v1/validatingAdmissionPolicyBinding.js";
import * as pulumi from "@pulumi/pulumi";

import { admissionManifests, type AdmissionManifest } from "./manifests.ts";
import type { AdmissionPlan } from "./plan.ts";

/** Arguments of {@link AdmissionPolicies}. */
export interface AdmissionPoliciesArgs {
  readonly admission: AdmissionPlan;
  /** Labels of every object. */
  readonly labels: Readonly<Record<string, string>>;
}

/** What the API server changes and refuses in the namespaces of tenants: policies, each bound to all of them. */
export class AdmissionPolicies extends pulumi.ComponentResource {
  constructor(name: string, args: AdmissionPoliciesArgs, opts?: pulumi.ComponentResourceOptions) {
    super("tenantry:cell:AdmissionPolicies", name, {}, opts);
    const policies = new Map<string, pulumi.Resource>();
    for (const manifest of admissionManifests(args.admission, args.labels)) {
      // A binding without its policy refuses nothing, so it is made after and removed before.
      const policy = policies.get(manifest.metadata.name);
      const made = create(manifest, { parent: this, ...(policy !== undefined && { dependsOn: policy }) });
      policies.set(manifest.metadata.name, made);
    }
    this.registerOutputs({});
  }
}

function create(manifest: AdmissionManifest, opts: pulumi.CustomResourceOptions): pulumi.Resource {
  const { metadata } = manifest;
  switch (manifest.kind) {
    case "MutatingAdmissionPolicy":
      return new MutatingAdmissionPolicy(metadata.name, { metadata, spec: manifest.spec }, opts);
    case "MutatingAdmissionPolicyBinding":
      return new MutatingAdmissionPolicyBinding(metadata.name, { metadata, spec: manifest.spec }, opts);
    case "ValidatingAdmissionPolicy":
      return new ValidatingAdmissionPolicy(metadata.name, { metadata, spec: manifest.spec }, opts);
    case "ValidatingAdmissionPolicyBinding":
      return new ValidatingAdmissionPolicyBinding(metadata.name, { metadata, spec: manifest.spec }, opts);
  }
}
