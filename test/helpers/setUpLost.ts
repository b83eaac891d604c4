/** Why a tool is missing where the global set-up was not run: no reason to skip a test, but a mistake in how the tests are run. */
export const setUpLost = "the global set-up did not run";
