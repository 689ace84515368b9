import { render, screen } from "@testing-library/react";
import { NavLink } from "@/components/shell/nav-link";
import { roomsFor } from "@/components/shell/navigation";
import type { Actor } from "@/lib/core/ctx";

const usePathname = jest.fn<string, []>();
jest.mock("next/navigation", () => ({ usePathname: () => usePathname() }));

function keysFor(permissions: Extract<Actor, { type: "user" }>["permissions"]): string[] {
  const actor = { type: "user", id: "me", permissions, companyIds: [] } as unknown as Actor;
  return roomsFor(actor).map(({ key }) => key);
}

test("whoever may read the rules of assignment has that room, and nobody else", () => {
  expect(keysFor({ "lead.read": "company", "lead.assign": "company" })).toStrictEqual(["home", "leads", "assignment"]);
  expect(keysFor({ "settings.manage": "any" })).toStrictEqual(["home", "assignment", "settings"]);
  expect(keysFor({ "lead.read": "own", "lead.update": "own" })).toStrictEqual(["home", "leads", "tasks"]);
});

test("of a room within another only the inner one is where one is", () => {
  const rooms = ["/", "/settings", "/settings/assignment"];
  const here = (path: string) => {
    usePathname.mockReturnValue(path);
    const { unmount } = render(
      rooms.map((href) => (
        <NavLink key={href} href={href} rooms={rooms} className="">
          {href}
        </NavLink>
      )),
    );
    const found = screen.getAllByRole("link", { current: "page" }).map((link) => link.textContent);
    unmount();
    return found;
  };
  expect(here("/settings/assignment")).toStrictEqual(["/settings/assignment"]);
  expect(here("/settings/statuses")).toStrictEqual(["/settings"]);
  expect(here("/")).toStrictEqual(["/"]);
});
