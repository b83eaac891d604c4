/** The command line's way to an estate: see {@link openEstate}. */
export { openEstate, type OpenedEstate } from "../stacks/openEstate.ts";
