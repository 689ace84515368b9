import { keyRights } from "@/lib/auth/keys/rights";
import type { Rights } from "@/lib/auth/keys/rights";

const A = "a";
const B = "b";
const rights = (
  permissions: Rights["permissions"],
  companyIds: string[] = [],
  fields: Rights["fields"] = {},
): Rights => ({ permissions, companyIds, fields });

// prettier-ignore
const CASES: [what: string, given: Rights, maker: Rights | null, expected: Rights][] = [
  ["made from the shell", rights({ "lead.read": "any" }), null, rights({ "lead.read": "any" })],
  ["of one who may all", rights({ "lead.read": "company" }, [A]), rights({ "lead.read": "any" }), rights({ "lead.read": "company" }, [A])],
  ["of one who may no more", rights({ "lead.read": "any", "lead.create": "any" }), rights({ "lead.create": "any" }), rights({ "lead.create": "any" })],
  ["of one bound to a company since", rights({ "lead.read": "any" }), rights({ "lead.read": "company" }, [A]), rights({ "lead.read": "company" }, [A])],
  ["of one who left a company", rights({ "lead.read": "company" }, [A, B]), rights({ "lead.read": "company" }, [B]), rights({ "lead.read": "company" }, [B])],
  ["of one with own leads only", rights({ "lead.read": "any" }), rights({ "lead.read": "own" }, [A]), rights({})],
  ["of one bound in one of two", rights({ "lead.read": "any", "lead.create": "any" }), rights({ "lead.read": "company", "lead.create": "any" }, [A]), rights({ "lead.read": "company", "lead.create": "any" }, [A])],
  ["kept from a field", rights({ "lead.read": "any" }, [], { phone: "hidden" }), null, rights({ "lead.read": "any" }, [], { phone: "hidden" })],
  ["of one kept from a field since", rights({ "lead.read": "any" }, [], { email: "hidden" }), rights({ "lead.read": "any" }, [], { phone: "hidden", email: "read" }), rights({ "lead.read": "any" }, [], { phone: "hidden", email: "hidden" })],
  ["that would read what arrived", rights({ "lead.read": "any", "intake.read": "any" }), rights({ "lead.read": "any", "intake.read": "any" }, [], { phone: "hidden" }), rights({ "lead.read": "any" }, [], { phone: "hidden" })],
];

test.each(CASES)("a key %s", (_, given, maker, expected) => {
  expect(keyRights(given, maker)).toStrictEqual(expected);
});
