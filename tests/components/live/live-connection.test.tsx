import { listenLive } from "@/components/live/live-connection";
import type { LiveEvent } from "@/lib/core/live-event";

type Stream = { close: () => void; onmessage?: (message: { data: string }) => void };
let stream: Stream | undefined;

beforeEach(() => {
  jest.useFakeTimers();
  // jsdom has neither a stream nor a worker that shares one.
  Object.defineProperty(globalThis, "EventSource", {
    configurable: true,
    value: function EventSource() {
      stream = { close: () => undefined };
      return stream;
    },
  });
});

afterEach(() => {
  jest.useRealTimers();
  Reflect.deleteProperty(globalThis, "EventSource");
});

const event = (id: string): LiveEvent => ({ name: "lead.created", id, actorId: null });
const happens = (id: string) => stream?.onmessage?.({ data: JSON.stringify([event(id)]) });

test("a screen that stands a moment after the server read it is told what happened on its way", () => {
  const stay = listenLive("me", () => undefined);
  happens("long ago");
  jest.advanceTimersByTime(6000);
  happens("on its way");
  jest.advanceTimersByTime(1000);

  const heard: string[] = [];
  const leave = listenLive("me", (events) => heard.push(...events.map(({ id }) => id)));
  expect(heard).toStrictEqual(["on its way"]);
  happens("now");
  expect(heard).toStrictEqual(["on its way", "now"]);
  leave();
  stay();
});

test("whoever comes after everybody left is told nothing of before", () => {
  const leave = listenLive("me", () => undefined);
  happens("of who was here before");
  leave();
  const heard: LiveEvent[] = [];
  const gone = listenLive("another", (events) => heard.push(...events));
  expect(heard).toStrictEqual([]);
  gone();
});
