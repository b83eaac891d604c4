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
      "1.15": "Users have permissions through groups alone",
      "1.16": "No policy allows everything on everything",
      "1.18": "Machines have roles, not access keys",
      "1.22": "Full access to CloudShell is restricted",
      "2.1.1": "Buckets refuse requests without TLS",
      "2.1.4": "Buckets block public access",
      "2.3.1": "Databases are encrypted at rest",
      "2.3.2": "Databases take minor versions by themselves",
      "2.3.3": "Databases have no public addresses",
      "2.4.1": "File systems are encrypted at rest",
      "3.6": "Symmetric keys are rotated",
      "5.2": "No security group opens administration to every IPv4 address",
      "5.3": "No security group opens administration to every IPv6 address",
      "5.4": "Default security groups let nothing through",
      "5.6": "Machines' metadata is asked for by session token",
    },
  },
  {
    id: "cis-kubernetes",
    title: "CIS Kubernetes Benchmark",
    version: "1.10.0",
    controls: {
      "5.1.1": "The role cluster-admin is used only where it is needed",
      "5.1.2": "Few may read secrets",
      "5.1.3": "Roles have no wildcards where they need none",
      "5.1.5": "Default service accounts are not used",
      "5.1.6": "Tokens of service accounts are mounted only where they are needed",
      "5.1.7": "The group system:masters is not used",
      "5.1.8": "Few may bind, impersonate and escalate",
      "5.1.9": "Few may create persistent volumes",
      "5.1.10": "Few may reach nodes by their proxy",
      "5.1.11": "Few may approve requests for certificates",
      "5.1.12": "Few may change webhooks of admission",
      "5.1.13": "Few may create tokens of service accounts",
      "5.2.1": "A policy control decides which pods are admitted",
      "5.2.2": "Privileged containers are not admitted",
      "5.2.3": "Containers do not share their node's processes",
      "5.2.4": "Containers do not share their node's memory",
      "5.2.5": "Containers do not share their node's network",
      "5.2.6": "Containers do not gain privileges",
      "5.2.7": "Containers do not run as root",
      "5.2.8": "Containers do not have NET_RAW",
      "5.2.9": "Containers have no added capabilities",
      "5.2.10": "Containers have no capabilities",
      "5.2.11": "Windows containers do not run as their host",
      "5.2.12": "Pods do not mount paths of their node",
      "5.2.13": "Containers do not take ports of their node",
      "5.3.2": "Every namespace has network policies",
      "5.5.1": "Where images come from is decided at admission",
      "5.7.1": "Namespaces are the bounds between resources",
      "5.7.2": "Pods have the runtime's default seccomp profile",
      "5.7.3": "Pods and containers have security contexts",
      "5.7.4": "The namespace default is not used",
    },
  },
  {
    id: "iso-27001",
    title: "ISO/IEC 27001:2022 Annex A",
    version: "2022",
    controls: {
      "A.5.9": "Inventory of information and other assets",
      "A.5.13": "Labelling of information",
      "A.5.15": "Control of access",
      "A.5.16": "Management of identities",
      "A.5.17": "Authentication information",
      "A.5.18": "Access rights",
      "A.5.31": "Requirements of laws and contracts",
      "A.5.33": "Protection of records",
      "A.8.2": "Privileged access rights",
      "A.8.3": "Restriction of access to information",
      "A.8.5": "Secure authentication",
      "A.8.6": "Management of capacity",
      "A.8.8": "Management of technical vulnerabilities",
      "A.8.9": "Management of configuration",
      "A.8.10": "Deletion of information",
      "A.8.13": "Backup of information",
      "A.8.14": "Redundancy of information processing",
      "A.8.15": "Logging",
      "A.8.16": "Monitoring of activities",
      "A.8.19": "Installation of software on operational systems",
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
      "CC6.3": "Access is given by role, for least privilege",
      "CC6.6": "Access from outside the system's bounds is guarded against",
      "CC6.7": "Information is protected while it is moved",
      "CC6.8": "Software that nobody has allowed is kept out or found",
      "CC7.1": "New vulnerabilities are found",
      "CC7.2": "Anomalies in components are watched for",
      "A1.1": "Capacity is watched, so that what is used finds room",
      "A1.2": "Data is backed up and what it is recovered by is kept up",
      "C1.2": "Confidential information is disposed of",
    },
  },
];
