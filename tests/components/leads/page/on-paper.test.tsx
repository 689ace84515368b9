import { render, screen } from "@testing-library/react";
import { LeadClocks } from "@/components/leads/page/lead-clocks";
import { LeadFiles } from "@/components/leads/page/lead-files";
import { LeadOwner } from "@/components/leads/page/lead-owner";
import { ManagementMessage } from "@/components/leads/page/management-message";
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

test("on paper whose it is, what is due, files and the message are told by the moment, and nothing by how long ago", () => {
  const at = "2026-11-23T10:00:00.000Z";
  const lead = {
    ...deskLead,
    can: { ...deskLead.can, assign: true },
    owner: { id: "o", name: "Ana", active: true },
    assignment: { method: "by-hand", reason: "", by: { id: "m", name: "Marta" }, at },
    managementMessage: "Call today",
    managementMessageBy: { name: "Marta", at },
    dues: { ...deskLead.dues, respondDueAt: at, rotsAt: "2026-11-24T10:00:00.000Z" },
  };
  const file = { id: "f", name: "plan.pdf", size: 1, type: "application/pdf", by: "Ana", at, removable: false };
  render(
    deskOf(
      <>
        <LeadOwner explainsAccess={false} />
        <ManagementMessage />
        <LeadClocks />
        <LeadFiles files={[file]} />
      </>,
      lead,
    ),
  );
  const onPaper = { ignore: ".print\\:hidden, .print\\:hidden *" };
  expect(screen.getByText(/^Marta, 23 Nov 2026/, onPaper)).toBeInTheDocument();
  expect(screen.getByText(/^was due 23 Nov 2026/, onPaper)).toBeInTheDocument();
  expect(screen.getByText(/^idle too long from 24 Nov 2026/, onPaper)).toBeInTheDocument();
  expect(screen.getByText(/^Ana · 23 Nov 2026/, onPaper)).toBeInTheDocument();
  expect(screen.queryByText(/\bago\b|\bin \d/, onPaper)).not.toBeInTheDocument();
  expect(screen.getAllByText(/\bago\b/).length).toBeGreaterThan(0);
});
