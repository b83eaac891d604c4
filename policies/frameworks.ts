/** A public framework of controls that the pack gives evidence for. */
export interface Framework {
  readonly id: FrameworkId;
  readonly title: string;
  /** The edition that control ids are of. */
  readonly version: string;
  /** Titles in our own words by control id: only those that some rule is evidence for. */
  readonly controls: Readonly<Record<string, string>>;
}

/** The frameworks that rules refer to. */
export type FrameworkId = "cis-aws-foundations" | "cis-kubernetes" | "iso-27001" | "soc-2";

/** One control of a framework. */
export interface ControlReference {
  readonly framework: FrameworkId;
  /** As the framework numbers it, such as `5.2.2`, `A.8.24` or `CC6.1`. */
  readonly control: string;
}

/** A control of the CIS Amazon Web Services Foundations Benchmark 3.0.0. */
export const cisAws = (control: string): ControlReference => ({ framework: "cis-aws-foundations", control });
/** A control of the CIS Kubernetes Benchmark 1.10.0. */
export const cisKubernetes = (control: string): ControlReference => ({ framework: "cis-kubernetes", control });
/** A control of ISO/IEC 27001:2022 Annex A, such as `A.8.24`. */
export const iso27001 = (control: string): ControlReference => ({ framework: "iso-27001", control });
/** A criterion of the SOC 2 trust services criteria 2017 (points of focus of 2022), such as `CC6.1`. */
export const soc2 = (control: string): ControlReference => ({ framework: "soc-2", control });

/** Every framework, in the order in which reports show them. A test holds the control ids of all rules to these lists. */
export const frameworks: readonly Framework[] = [
  {
    id: "cis-aws-foundations",
    title: "CIS Amazon Web Services Foundations Benchmark",
    version: "3.0.0",
    controls: {
      "2.1.1": "Buckets refuse requests without TLS",
      "2.1.4": "Buckets block public access",
    },
  },
  {
    id: "cis-kubernetes",
    title: "CIS Kubernetes Benchmark",
    version: "1.10.0",
    controls: {
      "5.2.1": "A policy control decides which pods are admitted",
      "5.3.2": "Every namespace has network policies",
    },
  },
  {
    id: "iso-27001",
    title: "ISO/IEC 27001:2022 Annex A",
    version: "2022",
    controls: {
      "A.5.9": "Inventory of information and other assets",
      "A.8.20": "Security of networks",
      "A.8.22": "Segregation of networks",
      "A.8.24": "Use of cryptography",
    },
  },
  {
    id: "soc-2",
    title: "SOC 2 trust services criteria",
    version: "2017 (points of focus 2022)",
    controls: {
      "CC6.1": "Logical access is restricted by security measures",
      "CC6.6": "Access from outside the system's bounds is guarded against",
      "CC6.7": "Information is protected while it is moved",
    },
  },
];
