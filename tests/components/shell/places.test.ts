import { placesFor } from "@/components/shell/places";
import type { Actor } from "@/lib/core/ctx";

function keysFor(permissions: Extract<Actor, { type: "user" }>["permissions"]): string[] {
  const actor = { type: "user", id: "me", permissions, companyIds: [] } as unknown as Actor;
  return placesFor(actor).map(({ key }) => key);
}

test("whoever manages the settings finds each of their rooms", () => {
  expect(keysFor({ "settings.manage": "any" })).toStrictEqual([
    "mentions",
    "profile",
    "statuses",
    "lostReasons",
    "leadTypes",
    "fields",
    "tags",
    "services",
    "targets",
    "calendars",
    "organisation",
    "mail",
  ]);
});

test("whoever may only read leads is offered nothing they couldn't open", () => {
  expect(keysFor({ "lead.read": "own" })).toStrictEqual([
    "boardStatus",
    "boardOwner",
    "mentions",
    "profile",
    "templates",
  ]);
});
