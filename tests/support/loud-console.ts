import { format } from "node:util";

/** A complaint on the console fails the test that caused it. */
function complain(...words: unknown[]): never {
  throw new Error(`The console was written to: ${format(...words)}`);
}

beforeEach(() => {
  jest.spyOn(console, "error").mockImplementation(complain);
  jest.spyOn(console, "warn").mockImplementation(complain);
});

afterEach(() => {
  jest.restoreAllMocks();
});
