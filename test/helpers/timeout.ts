/** Run before each test file: gives its tests the time of their project, which Jest itself takes from no project's settings. */
import { jest } from "@jest/globals";

declare global {
  /** Milliseconds a single test may take; set in jest.config.js. */
  var projectTestTimeout: number;
}

jest.setTimeout(globalThis.projectTestTimeout);
