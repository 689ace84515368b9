import { act, fireEvent, render, screen } from "@testing-library/react";
import { listenLive } from "@/components/live/live-connection";
import { useLiveRefresh } from "@/components/live/use-live-refresh";
import { useRefresh } from "@/components/live/use-refresh";
import type { LiveEvent } from "@/lib/core/live-event";

const refresh = jest.fn();
const router = { refresh };
jest.mock("next/navigation", () => ({ useRouter: () => router }));
jest.mock("@/components/live/live-connection", () => ({ listenLive: jest.fn() }));

const ME = "me";
const REST_MS = 250;
let tell: (actorId: string | null) => void;
let visibility: DocumentVisibilityState;

beforeEach(() => {
  jest.useFakeTimers();
  refresh.mockClear();
  visibility = "visible";
  jest.spyOn(document, "visibilityState", "get").mockImplementation(() => visibility);
  jest.mocked(listenLive).mockImplementation((_userId, listener) => {
    const event: Omit<LiveEvent, "actorId"> = { name: "lead.statusChanged", id: "lead" };
    tell = (actorId) => {
      act(() => {
        listener([{ ...event, actorId }]);
      });
    };
    return () => undefined;
  });
});
afterEach(() => {
  jest.useRealTimers();
});

function Screen({ everyMs }: { everyMs?: number }) {
  useLiveRefresh(ME, { restMs: REST_MS, ...(everyMs !== undefined && { everyMs }) });
  return <button onClick={useRefresh()}>Done</button>;
}
const doHere = () => {
  fireEvent.click(screen.getByRole("button"));
};
const pass = (ms: number) => act(() => jest.advanceTimersByTime(ms));
const look = (state: DocumentVisibilityState) => {
  visibility = state;
  act(() => {
    document.dispatchEvent(new Event("visibilitychange"));
  });
};

test("what a colleague does is read at once, and what they do while the page rests is read once when it has rested", () => {
  render(<Screen />);
  tell("colleague");
  expect(refresh).toHaveBeenCalledTimes(1);
  tell("colleague");
  tell(null);
  expect(refresh).toHaveBeenCalledTimes(1);
  pass(REST_MS);
  expect(refresh).toHaveBeenCalledTimes(2);
  pass(10 * REST_MS);
  expect(refresh).toHaveBeenCalledTimes(2);
});

test("what was done on the page itself, and read again after it, isn't read twice", () => {
  render(<Screen />);
  tell(ME);
  doHere();
  pass(1000);
  expect(refresh).toHaveBeenCalledTimes(1);
});

test("what one did oneself in another window is read all the same", () => {
  render(<Screen />);
  doHere();
  pass(1000);
  tell(ME);
  expect(refresh).toHaveBeenCalledTimes(1);
  pass(1000);
  expect(refresh).toHaveBeenCalledTimes(2);
});

test("a page nobody looks at is read when somebody does, and not before", () => {
  render(<Screen />);
  look("hidden");
  tell("colleague");
  pass(60_000);
  expect(refresh).not.toHaveBeenCalled();
  look("visible");
  expect(refresh).toHaveBeenCalledTimes(1);
  pass(60_000);
  look("hidden");
  look("visible");
  expect(refresh).toHaveBeenCalledTimes(1);
});

test("what grows old by itself is read again by the clock; a screen without one isn't", () => {
  const { unmount } = render(<Screen everyMs={60_000} />);
  pass(60_000);
  expect(refresh).toHaveBeenCalledTimes(1);
  unmount();
  render(<Screen />);
  pass(600_000);
  expect(refresh).toHaveBeenCalledTimes(1);
});
