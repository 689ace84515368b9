import { ARRIVAL_ACTIONS } from "@/tests/rights/actions/arrivals";
import { holdActions } from "@/tests/rights/trying";
import { ownDataFolder } from "@/tests/support/files";

jest.mock(
  "next/headers",
  () => jest.requireActual<{ requestHeaders: object }>("@/tests/rights/browser").requestHeaders,
);
jest.mock("next-intl/server", () => jest.requireActual<{ language: object }>("@/tests/rights/browser").language);

const { remove } = ownDataFolder();
afterAll(remove);

holdActions(ARRIVAL_ACTIONS);
