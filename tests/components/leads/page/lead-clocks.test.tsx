import { render, screen } from "@testing-library/react";
import { LeadClocks } from "@/components/leads/page/lead-clocks";
import { deskLead, deskOf } from "@/tests/support/lead-desk";

jest.mock("next/navigation", () => ({ useRouter: () => ({ refresh: jest.fn() }) }));
jest.mock("@/lib/leads/page/actions", () => ({ lastChangeAction: jest.fn() }));
jest.mock("@/lib/leads/files/actions", () => ({ attachFilesAction: jest.fn(), removeFileAction: jest.fn() }));
jest.mock("@/lib/leads/ownership/actions", () => ({ takeBackAssignmentAction: jest.fn() }));
jest.mock("@/lib/leads/actions", () => ({
  changeStatusAction: jest.fn(),
  takeBackStatusAction: jest.fn(),
  assignLeadAction: jest.fn(),
  updateLeadAction: jest.fn(),
}));

const at = "2026-11-23T10:00:00.000Z";

test.each([
  ["default-owner", "Somebody looks at it"],
  ["confirmed", "Somebody looks at it"],
  ["by-hand", "Assigned"],
])("the clock of a lead that came by %s to whoever has it says: %s", (method, said) => {
  const assignment = { method, reason: "", by: null, at };
  render(deskOf(<LeadClocks />, { ...deskLead, assignedAt: at, assignment }));
  expect(["Somebody looks at it", "Assigned"].filter((words) => screen.queryByText(words))).toStrictEqual([said]);
});
