import { renderHook } from "@testing-library/react";
import { NextIntlClientProvider } from "next-intl";
import { useOfferAgain } from "@/components/form/use-offer-again";
import { untilReached } from "@/components/live/reach";
import { notify } from "@/components/ui/notify";
import messages from "@/lib/i18n/messages/en.json";
import type { NoticeOptions } from "@/components/ui/notify";

jest.mock("@/components/live/reach", () => ({ untilReached: jest.fn() }));
jest.mock("@/components/ui/notify", () => ({ notify: { error: jest.fn() } }));

let reach: () => void = () => undefined;
beforeEach(() => {
  jest.mocked(notify.error).mockClear();
  jest.mocked(untilReached).mockReturnValue(new Promise((done) => (reach = done)));
});

const said = () => jest.mocked(notify.error).mock.calls.map(([, options]): NoticeOptions => options ?? {});
function offered(again: () => void): void {
  const { result } = renderHook(() => useOfferAgain(), {
    wrapper: ({ children }) => (
      <NextIntlClientProvider locale="en" messages={messages} timeZone="UTC">
        {children}
      </NextIntlClientProvider>
    ),
  });
  result.current("It isn’t saved.", again);
}
async function reached(): Promise<void> {
  reach();
  await Promise.resolve();
}

test("what no answer came to is offered as long as the server is away, and for a while after", async () => {
  const again = jest.fn();
  offered(again);
  expect(said()).toMatchObject([{ durationMs: Infinity, action: { label: "Try again" } }]);
  await reached();
  const [first, then] = said();
  expect(then).toMatchObject({ id: first?.id, durationMs: 20_000 });
  then?.action?.run();
  expect(again).toHaveBeenCalledTimes(1);
});

test("taken up while the server was away it doesn't come back", async () => {
  const again = jest.fn();
  offered(again);
  said()[0]?.action?.run();
  await reached();
  expect(said()).toHaveLength(1);
  expect(again).toHaveBeenCalledTimes(1);
});
