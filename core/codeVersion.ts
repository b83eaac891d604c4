/** The version of Tenantry's code; a stack output of every tenant. Equal to package.json's, which a test holds. */
export const codeVersion = "0.1.0";
