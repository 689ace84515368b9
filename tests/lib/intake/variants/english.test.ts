import { json } from "@/tests/support/wordpress";
import { understoodOf } from "@/tests/support/variants";
import type { Variant } from "@/tests/support/variants";

const VARIANTS: Variant[] = [
  [
    "English labels",
    json({
      "First Name": "Mary",
      "Last Name": "O'Neil",
      "Work Email": "mary@neil.test",
      "Phone Number": "+1 (305) 265-0123",
      "Company Name": "O'Neil Freight",
      "How can we help?": "Need a quote",
      "Service needed": "Warehousing",
    }),
    {
      name: "Mary O'Neil",
      email: "mary@neil.test",
      phone: "+13052650123",
      firm: "O'Neil Freight",
      message: "Need a quote",
      service: "Warehousing",
    },
  ],
  [
    "cell phone, surname, organisation",
    json({
      Name: "Tom",
      Surname: "Ford",
      "Cell phone": "305 265 0123",
      Organisation: "Ford Ltd",
      "E-mail address": "tom@ford.test",
      Comments: "Hi",
    }),
    { name: "Tom Ford", phone: "+13052650123", firm: "Ford Ltd", email: "tom@ford.test", message: "Hi" },
    { defaultCountry: "US" },
  ],
  [
    "camel case keys",
    json({
      fullName: "Zoe Li",
      emailAddress: "zoe@li.test",
      phoneNumber: "+54 11 4321 8765",
      companyName: "Li Co",
      utmSource: "google",
      formId: "9",
      pageUrl: "https://a.test/x",
    }),
    {
      name: "Zoe Li",
      email: "zoe@li.test",
      phone: "+541143218765",
      firm: "Li Co",
      utm: { source: "google", medium: null, campaign: null, term: null, content: null },
      form: { id: "9", name: null },
      pageUrl: "https://a.test/x",
    },
  ],
  [
    "the website is neither page nor file",
    json({ name: "Zoe Li", email: "z@l.test", website: "https://li.test", "Company website": "https://li.test/about" }),
    {
      pageUrl: null,
      files: [],
      firm: null,
      extra: { website: "https://li.test", "Company website": "https://li.test/about" },
    },
  ],
  [
    "job title and company size are extra",
    json({
      name: "Zoe Li",
      email: "z@l.test",
      Company: "Li Co",
      "Job title": "Buyer",
      "Company size": "1-10",
      "Number of employees": "7",
    }),
    { firm: "Li Co", extra: { "Job title": "Buyer", "Company size": "1-10", "Number of employees": "7" } },
  ],
  [
    "snake case with a prefix",
    json({
      contact_name: "Zoe Li",
      contact_email: "z@l.test",
      contact_phone: "+54 11 4321 8765",
      contact_message: "Hi",
      lead_source: "fair",
    }),
    { name: "Zoe Li", email: "z@l.test", phone: "+541143218765", message: "Hi", extra: { lead_source: "fair" } },
  ],
];

test.each(VARIANTS)("understands %s", (_, request, expected, settings = {}) => {
  expect(understoodOf(request, expected, settings)).toStrictEqual(expected);
});
