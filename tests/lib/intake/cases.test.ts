import { understand } from "@/lib/intake/understand";
import { filesIn, fixture, readJson, requestFrom, SITE } from "@/tests/support/wordpress";

type Expected = {
  kind: string;
  source_plugin: string;
  form: { id: string | null; name: string | null };
  external_submission_id: string | null;
  lead: Record<"name" | "company" | "email" | "phone" | "phone_raw" | "message" | "interest", string | null>;
  utm: Record<string, string | null>;
  page_url: string | null;
  submitted_at: { raw: string; iso: string } | null;
  ip: string | null;
  user_agent: string | null;
  consent: boolean | null;
  files: string[];
  custom: Record<string, unknown>;
  mapping?: Record<string, string>;
};

const cases = filesIn("cases", ".http").filter((name) => !name.startsWith("pull-"));

test.each(cases)("understands %s as its expected result says", (name) => {
  const expected = readJson<Expected>("cases", name.replace(".http", ".expected.json"));
  const mapping = expected.kind === "test" ? {} : (expected.mapping ?? {});
  const [found] = understand(requestFrom(fixture("cases", name)), { ...SITE, mapping });
  expect(found).toMatchObject({
    kind: expected.kind,
    plugin: expected.source_plugin,
    form: expected.form,
    externalId: expected.external_submission_id,
    name: expected.lead.name,
    firm: expected.lead.company,
    email: expected.lead.email,
    phone: expected.lead.phone,
    phoneRaw: expected.lead.phone_raw,
    message: expected.lead.message,
    service: expected.lead.interest,
    utm: expected.utm,
    pageUrl: expected.page_url,
    ip: expected.ip,
    userAgent: expected.user_agent,
    consent: expected.consent,
  });
  expect(found?.submittedAt?.iso ?? null).toBe(expected.submitted_at?.iso ?? null);
  expect(found?.submittedAt?.raw ?? null).toBe(expected.submitted_at?.raw ?? null);
  expect(found?.files.map(({ url }) => url)).toStrictEqual(expected.files);
  expect(found?.labels).toStrictEqual(expected.kind === "test" ? expected.mapping : {});
  const { gclid, ...custom } = expected.custom;
  expect(found?.utm.gclid).toBe(gclid);
  expect(found?.extra).toMatchObject(custom);
});
