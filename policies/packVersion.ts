/** The policy pack's version, which the engine and evidence tell. Equal to policies/package.json's, which a test holds. */
export const packVersion = "0.1.0";
