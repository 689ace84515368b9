import { act, render } from "@testing-library/react";
import { IntakeLive } from "@/components/intake/intake-live";
import { listenLive } from "@/components/live/live-connection";
import type { LiveEvent } from "@/lib/core/live-event";

const refresh = jest.fn();
const router = { refresh };
jest.mock("next/navigation", () => ({ useRouter: () => router }));
jest.mock("@/components/live/live-connection", () => ({ listenLive: jest.fn() }));

const leave = jest.fn();
let tell: (...events: LiveEvent[]) => void;

beforeEach(() => {
  jest.useFakeTimers();
  refresh.mockClear();
  leave.mockClear();
  jest.mocked(listenLive).mockImplementation((_userId, listener) => {
    tell = (...events) => {
      act(() => {
        listener(events);
        jest.advanceTimersByTime(0);
      });
    };
    return leave;
  });
});
afterEach(() => {
  jest.useRealTimers();
});

const event = (name: string, id = "x", sourceId?: string): LiveEvent => ({
  ...{ name, id, actorId: null },
  ...(sourceId !== undefined && { sourceId }),
});

test("the page is read again when something was read or a source changed, and not for what happens to leads", () => {
  render(<IntakeLive userId="u" />);
  tell(event("lead.created"), event("lead.assigned"));
  expect(refresh).not.toHaveBeenCalled();
  tell(event("delivery.read", "d", "s"));
  expect(refresh).toHaveBeenCalledTimes(1);
});

test("a source's page listens to that source, to arrivals nobody has read yet, and to what it may have missed", () => {
  render(<IntakeLive userId="u" sourceId="mine" />);
  const next = () => act(() => jest.advanceTimersByTime(1000));
  tell(event("delivery.read", "d", "other"), event("source.paused", "other"));
  next();
  expect(refresh).not.toHaveBeenCalled();
  const heard = [
    event("delivery.read", "d", "mine"),
    event("source.paused", "mine"),
    event("delivery.arrived", ""),
    event("resync", ""),
  ];
  heard.forEach((one, index) => {
    tell(one);
    next();
    expect(refresh).toHaveBeenCalledTimes(index + 1);
  });
});

test("a flood is read once a second, and its last news isn't lost", () => {
  render(<IntakeLive userId="u" />);
  for (let number = 0; number < 50; number++) tell(event("delivery.read", String(number), "s"));
  expect(refresh).toHaveBeenCalledTimes(1);
  act(() => jest.advanceTimersByTime(1000));
  expect(refresh).toHaveBeenCalledTimes(2);
  act(() => jest.advanceTimersByTime(5000));
  expect(refresh).toHaveBeenCalledTimes(2);
});

test("nothing is read after the page was left", () => {
  const { unmount } = render(<IntakeLive userId="u" />);
  tell(event("delivery.read"));
  tell(event("delivery.read"));
  unmount();
  jest.advanceTimersByTime(120_000);
  expect(refresh).toHaveBeenCalledTimes(1);
  expect(leave).toHaveBeenCalledTimes(1);
});
