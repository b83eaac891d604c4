/** The command line's way to an estate: see {@link openEstate}. */
export { openEstate, type ProposedFile } from "../stacks/openEstate.ts";
