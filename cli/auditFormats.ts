/** The reports that `audit` can write. */
export const auditFormats = ["html", "json", "sarif", "junit", "csv", "oscal"] as const;

/** One of {@link auditFormats}. */
export type AuditFormat = (typeof auditFormats)[number];
