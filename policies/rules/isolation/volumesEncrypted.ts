import { iso27001, soc2 } from "../../../core/policies/frameworks.ts";
import { valueAt } from "../../../core/policies/properties.ts";
import { notApplicable, type Rule } from "../../../core/policies/rule.ts";

/** Drivers that encrypt when they are told to, and how. Others always do, or leave it to what is below them. */
const parameters: Readonly<Record<string, string>> = {
  // Amazon EBS CSI driver, "StorageClass parameters".
  "ebs.csi.aws.com": "encrypted",
  "kubernetes.io/aws-ebs": "encrypted",
};

/** Volumes are unreadable without their key. */
export const volumesEncrypted: Rule = {
  id: "isolation/volumes-encrypted",
  title: "Classes of volumes encrypt",
  severity: "high",
  rationale:
    "A disk that is not encrypted can be read from a snapshot, by whoever gets at one, without any key whose use is recorded.",
  remediation:
    'Set the parameter by which the driver encrypts; of the EBS driver, encrypted: "true" in volumes.parameters of the cell.',
  controls: [iso27001("A.8.24"), soc2("CC6.1")],
  resourceTypes: ["kubernetes:storage.k8s.io/v1:StorageClass"],
  looksAt: "resource",
  check({ inputs }) {
    const provisioner = valueAt(inputs, "provisioner");
    const parameter =
      typeof provisioner === "string" && Object.hasOwn(parameters, provisioner) ? parameters[provisioner] : undefined;
    if (parameter === undefined) return notApplicable;
    const property = `parameters.${parameter}`;
    return valueAt(inputs, "parameters", parameter) === "true"
      ? []
      : [{ property, message: `${property} should be true.` }];
  },
};
