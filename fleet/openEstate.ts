/** The command line's way to an estate: see {@link openEstate}. */
export { openEstate } from "../stacks/openEstate.ts";
