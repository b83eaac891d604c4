/**
 * Every diagnostic code with its title. Codes are public: scripts match on them, so a code is never reused or renumbered.
 * TEN0xx is about reading files, TEN1xx about the shape of a document, TEN2xx about what it means in the estate.
 */
export const diagnosticCodes = {
  TEN001: "A file or directory cannot be read",
  TEN002: "The text is not valid YAML or JSON",
  TEN003: "The file is empty",
  TEN004: "A key stands twice in one mapping",
  TEN005: "The file is not UTF-8 text",
  TEN006: "More than one document where one is expected",
  TEN007: "The document uses a YAML feature that manifests do not take",
  TEN008: "The estate lacks a file that it needs",
  TEN009: "The file is too large",
  TEN010: "A link leads out of the estate",
  TEN011: "The document is nested too deeply",
  TEN012: "A file lies where manifests lie and is none",
  TEN013: "A number cannot be kept exactly",
  TEN100: "A key is not known here",
  TEN101: "A required key is missing",
  TEN102: "A value has the wrong type",
  TEN103: "A value is not one of the allowed ones",
  TEN104: "A value breaks a rule of its field",
  TEN200: "Two files declare one id",
  TEN201: "The file's name differs from what it declares",
  TEN202: "The tier does not exist",
  TEN203: "The region is not one of the estate's",
  TEN204: "The cell does not exist or cannot host the service",
  TEN205: "The service is not known",
  TEN206: "Two subscriptions of a tenant share a name",
  TEN207: "A network does not fit where it is placed",
  TEN208: "An entitlement of the tier is exceeded",
  TEN209: "A computed name breaks a rule of its target",
  TEN210: "A cell or tier is declared inconsistently",
  TEN211: "The add-on does not exist or does not fit",
  TEN212: "A cell has not enough left for all its tenants",
  TEN213: "The region is not under the jurisdiction that data has to stay in",
  TEN214: "A time zone does not exist",
  TEN215: "A maintenance window is empty",
  TEN216: "A tier or add-on is not as it is published, or not published yet",
  TEN217: "A tier version is deprecated or retired",
  TEN218: "A move between tiers is not allowed",
  TEN219: "A waiver refers to nothing",
  TEN220: "A move between tiers needs an approval",
} as const;

/** A code of {@link diagnosticCodes}. */
export type DiagnosticCode = keyof typeof diagnosticCodes;
