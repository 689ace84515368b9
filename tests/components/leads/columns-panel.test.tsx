import { act, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { NextIntlClientProvider } from "next-intl";
import { ColumnsPanel } from "@/components/leads/list/columns-panel";
import { FilterDialog } from "@/components/leads/list/filter-dialog";
import { ListNavigation } from "@/components/leads/list/list-navigation";
import messages from "@/lib/i18n/messages/en.json";
import { arrangeColumnsAction } from "@/lib/leads/list/arrangement/actions";
import { readColumns, usualColumns } from "@/lib/leads/list/columns/schema";
import { readList } from "@/lib/leads/list/schema";
import type { ListChoices } from "@/lib/leads/list/schema";

const replace = jest.fn();
const refresh = jest.fn();
jest.mock("@/lib/leads/list/arrangement/actions", () => ({ arrangeColumnsAction: jest.fn() }));
jest.mock("next/navigation", () => ({ useRouter: () => ({ replace, refresh }) }));

const choices: ListChoices = {
  statuses: [],
  groups: [],
  companies: [],
  owners: [],
  sources: [],
  types: [],
  reasons: [],
  seesOthers: true,
  meId: "me",
};

function show(address: Record<string, string>, children: React.ReactNode) {
  const { list } = readList(address);
  const page = (columns: string) => (
    <NextIntlClientProvider locale="en" messages={messages} timeZone="UTC">
      <ListNavigation
        list={list}
        choices={choices}
        columns={{ places: columns === "" ? usualColumns() : readColumns(columns), arranged: columns !== "" }}
      >
        {children}
      </ListNavigation>
    </NextIntlClientProvider>
  );
  const { rerender } = render(page(list.columns));
  return {
    /** What the server says of the columns, after something was kept. */
    answer: (columns: string) => {
      rerender(page(columns));
    },
  };
}

const isBefore = (one: HTMLElement, other: HTMLElement) =>
  (one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;

// What jsdom doesn't have: a size that is told, and a screen.
beforeAll(() => {
  globalThis.ResizeObserver = class {
    readonly #told: ResizeObserverCallback;
    constructor(told: ResizeObserverCallback) {
      this.#told = told;
    }
    observe(): void {
      this.#told([], this);
    }
    unobserve(): void {
      // Nothing is observed.
    }
    disconnect(): void {
      // Nothing is observed.
    }
  };
  window.matchMedia = (media) =>
    ({
      matches: false,
      media,
      addEventListener: jest.fn(),
      removeEventListener: jest.fn(),
    }) as unknown as MediaQueryList;
});

beforeEach(() => {
  jest.mocked(arrangeColumnsAction).mockResolvedValue({ ok: true, data: undefined });
  replace.mockClear();
  refresh.mockClear();
});

test("a column is put in, moved and made wider by keys, and kept", async () => {
  const user = userEvent.setup();
  show({}, <ColumnsPanel />);
  await user.click(screen.getByRole("checkbox", { name: "Tags" }));
  const box = (name: string) => screen.getByRole("checkbox", { name });
  // The buttons to reach somebody stay at the end.
  expect(isBefore(box("Tags"), box("Contact"))).toBe(true);
  await user.click(screen.getByRole("button", { name: "Move Tags forward" }));
  await user.click(screen.getByRole("button", { name: "Make Tags wider" }));
  expect(jest.mocked(arrangeColumnsAction).mock.lastCall).toStrictEqual([
    {
      columns: "number,name,status,owner,service,company,source,received,tags:160,activity,contact",
    },
  ]);
  // What has to be read besides is asked for.
  expect(refresh).toHaveBeenCalledTimes(1);
});

test("columns ticked faster than they are kept are all kept", async () => {
  const user = userEvent.setup();
  const keep: (() => void)[] = [];
  jest.mocked(arrangeColumnsAction).mockImplementation(
    () =>
      new Promise((done) => {
        keep.push(() => {
          done({ ok: true, data: undefined });
        });
      }),
  );
  const usual = "number,name,status,owner,service,company,source,received,activity";
  const { answer } = show({}, <ColumnsPanel />);
  await user.click(screen.getByRole("checkbox", { name: "Tags" }));
  await user.click(screen.getByRole("checkbox", { name: "Due" }));
  // Read after the first, while the second is on its way.
  answer(`${usual},tags,contact`);
  expect(screen.getByRole("checkbox", { name: "Due" })).toBeChecked();
  await user.click(screen.getByRole("checkbox", { name: "Phone" }));
  expect(jest.mocked(arrangeColumnsAction).mock.lastCall).toStrictEqual([
    { columns: `${usual},tags,due,phone,contact` },
  ]);
  await act(async () => {
    for (const done of keep) done();
    await Promise.resolve();
  });
  expect(refresh).toHaveBeenCalledTimes(1);
  expect(screen.getByRole("checkbox", { name: "Phone" })).toBeChecked();
  // What the server says once all is kept counts, as when another window changed them.
  answer(`${usual},contact`);
  expect(screen.getByRole("checkbox", { name: "Phone" })).not.toBeChecked();
});

test("ticked columns that the screen has no room for are named, and one press shows them", async () => {
  const user = userEvent.setup();
  const table = (
    <table className="lead-table">
      <thead>
        <tr>
          <th className="c-name" />
          <th className="c-source" style={{ display: "none" }} />
          <th className="c-activity" style={{ display: "none" }} />
        </tr>
      </thead>
    </table>
  );
  const { answer } = show(
    {},
    <>
      {table}
      <ColumnsPanel />
    </>,
  );
  expect(screen.getByText("There is no room for Source and Last activity on this screen.")).toBeVisible();
  await user.click(screen.getByRole("button", { name: "Show and scroll sideways" }));
  const usual = "number,name,status,owner,service,company,source,received,activity,contact";
  expect(jest.mocked(arrangeColumnsAction).mock.lastCall).toStrictEqual([{ columns: usual }]);
  expect(screen.queryByText(/no room/)).not.toBeInTheDocument();
  answer(usual);
  expect(screen.queryByText(/no room/)).not.toBeInTheDocument();
});

test("where all have room nothing is said of it", () => {
  show({}, <ColumnsPanel />);
  expect(screen.queryByText(/no room/)).not.toBeInTheDocument();
});

test("name and status can't be taken away", () => {
  show({}, <ColumnsPanel />);
  expect(screen.getByRole("checkbox", { name: "Name" })).toHaveAttribute("aria-disabled", "true");
  expect(screen.getByRole("checkbox", { name: "Number" })).not.toHaveAttribute("aria-disabled", "true");
});

test("columns that the address names change in the address, and nobody's own", async () => {
  const user = userEvent.setup();
  jest.mocked(arrangeColumnsAction).mockClear();
  show({ columns: "name,status,email" }, <ColumnsPanel />);
  await user.click(screen.getByRole("checkbox", { name: "Phone" }));
  expect(replace).toHaveBeenCalledWith("/leads?columns=name,status,email,phone", { scroll: false });
  expect(arrangeColumnsAction).not.toHaveBeenCalled();
});

describe("conditions", () => {
  test("ready made ones are joined and asked for in the address", async () => {
    const user = userEvent.setup();
    show({}, <FilterDialog open onOpenChange={() => undefined} />);
    await user.click(screen.getByRole("button", { name: "Mine" }));
    await user.click(screen.getByRole("button", { name: "No activity for 5 days" }));
    await user.click(screen.getByRole("button", { name: "Apply" }));
    const [address] = replace.mock.lastCall as [string];
    const filter = JSON.parse(String(new URL(address, "http://x").searchParams.get("filter"))) as unknown;
    expect(filter).toStrictEqual({
      all: [
        { field: "owner", op: "is", value: "@me" },
        { field: "lastActivityAt", op: "before", value: { relative: { unit: "day", offset: -5 } } },
      ],
    });
  });

  test("an unfinished one isn't asked", async () => {
    const user = userEvent.setup();
    show({}, <FilterDialog open onOpenChange={() => undefined} />);
    await user.click(screen.getByRole("button", { name: "Add condition" }));
    await user.click(screen.getByRole("button", { name: "Apply" }));
    expect(screen.getByRole("alert")).toHaveTextContent("A condition isn’t finished");
    expect(replace).not.toHaveBeenCalled();
  });
});
