import { newId } from "@/lib/core/id";
import { withinReach } from "@/lib/webhooks/reach";

const [norte, sur] = [newId(), newId()];
const moved = {
  ...{ name: "lead.updated", subjectType: "lead", companyIds: [norte, sur] },
  changes: { company: { from: norte, to: sur }, companyIds: { from: [norte], to: [norte, sur] } },
  payload: { companyId: sur, nested: { of: [sur, norte] }, note: "sur" },
};
const wanting = { events: ["lead.*"], everyCompany: true, companyIds: [], keeper: null };
const within = { permissions: { "lead.read": "company" }, companyIds: [norte] } as const;

const told = {
  companyIds: [norte],
  changes: { company: { from: norte, to: null }, companyIds: { from: [norte], to: [norte] } },
  payload: { companyId: null, nested: { of: [norte] }, note: "sur" },
};

test.each([
  ["whoever stands behind it reads one of them", { ...wanting, keeper: within }],
  ["it is about one of them", { ...wanting, everyCompany: false, companyIds: [norte] }],
])("an event of two companies says nothing of the second where %s", (_when, reader) => {
  expect(withinReach(reader, moved)).toStrictEqual({ ...moved, ...told });
});

test.each([
  ["the operator's own address", wanting],
  [
    "whoever reads every company",
    { ...wanting, keeper: { permissions: { "lead.read": "any" as const }, companyIds: [] } },
  ],
  ["whoever reads both", { ...wanting, keeper: { ...within, companyIds: [sur, norte] } }],
])("to %s it is told as it is", (_whom, reader) => {
  expect(withinReach(reader, moved)).toStrictEqual(moved);
});
