import { holdPages } from "@/components/live/held-pages";
import { doubtReach, isReached } from "@/components/live/reach";

let isThere = true;
const asked: string[] = [];
const plain = (input: RequestInfo | URL) => {
  asked.push(input as string);
  return isThere ? Promise.resolve({ status: 204 } as Response) : Promise.reject(new TypeError("Failed to fetch"));
};
let release: () => void = () => undefined;

beforeEach(() => {
  jest.useFakeTimers();
  isThere = true;
  asked.length = 0;
  AbortSignal.timeout = () => new AbortController().signal;
  // jsdom has none of these.
  Object.defineProperty(globalThis, "fetch", { configurable: true, writable: true, value: plain });
  Object.defineProperty(globalThis, "Headers", {
    configurable: true,
    value: class {
      readonly has: (name: string) => boolean;
      constructor(of: Record<string, string> = {}) {
        this.has = (name) => name in of;
      }
    },
  });
  release = holdPages();
});

afterEach(() => {
  release();
  jest.useRealTimers();
});

test("a page that the router can't get is held, and got when the server answers again", async () => {
  isThere = false;
  const got = jest.fn();
  void fetch("/tasks", { headers: { rsc: "1" } }).then(got);
  await jest.advanceTimersByTimeAsync(10_000);
  expect(got).not.toHaveBeenCalled();
  expect(isReached()).toBe(false);
  isThere = true;
  await jest.advanceTimersByTimeAsync(4000);
  expect(isReached()).toBe(true);
  expect(got).toHaveBeenCalledTimes(1);
});

test("what changes something is never held nor sent twice: whoever sent it hears that it failed", async () => {
  isThere = false;
  const sent = fetch("/leads/1", { method: "POST", headers: { rsc: "1", "next-action": "a" } });
  await expect(sent).rejects.toThrow("Failed to fetch");
  expect(asked).toStrictEqual(["/leads/1"]);
});

test("a doubt that the server answers changes nothing", async () => {
  await doubtReach();
  expect(isReached()).toBe(true);
});
