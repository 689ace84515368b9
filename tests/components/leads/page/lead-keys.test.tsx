import { render, screen } from "@testing-library/react";
import { useOfferedActs } from "@/components/leads/lead-acts";
import { LeadKeys } from "@/components/leads/page/lead-keys";
import { deskLead as lead, deskOf as page } from "@/tests/support/lead-desk";

jest.mock("next/navigation", () => ({ useRouter: () => ({ refresh: jest.fn() }) }));
jest.mock("@/lib/leads/ownership/actions", () => ({ takeBackAssignmentAction: jest.fn() }));
jest.mock("@/lib/leads/actions", () => ({
  changeStatusAction: jest.fn(),
  takeBackStatusAction: jest.fn(),
  assignLeadAction: jest.fn(),
}));

function Offered() {
  const offered = useOfferedActs();
  return <output>{offered ? offered.acts.join(",") : "none"}</output>;
}

const desk = (
  <>
    <LeadKeys />
    <Offered />
  </>
);

test("the palette is offered what one may do to the lead", () => {
  render(page(desk, { ...lead, can: { ...lead.can, assign: false } }));
  expect(screen.getByRole("status")).toHaveTextContent("status,log,note,task");
});

test("whoever only reads is offered nothing", () => {
  render(page(desk, { ...lead, can: { update: false, status: false, contact: false, assign: false, merge: false } }));
  expect(screen.getByRole("status")).toHaveTextContent(/^none$/);
});
