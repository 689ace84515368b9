import { setTimeout as sleep } from "node:timers/promises";
import { afterRush, atDoor, unlessRush } from "@/lib/intake/receiving/rush";

/** So many requests whose answers wait for `let`. */
function crowd(count: number) {
  let letGo: () => void = () => undefined;
  const answered = new Promise<void>((done) => {
    letGo = done;
  });
  const all = Promise.all(Array.from({ length: count }, () => atDoor(() => answered)));
  return {
    leave: async () => {
      letGo();
      await all;
    },
  };
}

/** After the last of a crowd has been answered for a while. */
const calm = () => sleep(300);
beforeEach(calm);

const step = () => {
  let steps = 0;
  return {
    run: () => Promise.resolve(++steps > 0),
    steps: () => steps,
  };
};

test("what nobody waits for is left out in a rush, and done when it is over", async () => {
  const background = step();
  const polite = unlessRush(background.run);
  const many = crowd(40);
  await expect(polite()).resolves.toBe(false);
  expect(background.steps()).toBe(0);
  await many.leave();
  await calm();
  await expect(polite()).resolves.toBe(true);
  expect(background.steps()).toBe(1);
});

test("the moment between two groups that are answered together is in the middle of a rush", async () => {
  const background = step();
  await crowd(40).leave();
  await expect(unlessRush(background.run)()).resolves.toBe(false);
});

test("who waits for long is one of a rush all the time", async () => {
  const background = step();
  const many = crowd(40);
  await calm();
  await expect(unlessRush(background.run)()).resolves.toBe(false);
  await many.leave();
});

test("a few visitors at once are no rush", async () => {
  const background = step();
  const few = crowd(5);
  await expect(unlessRush(background.run)()).resolves.toBe(true);
  await few.leave();
});

test("reading goes on in a rush that doesn't end", async () => {
  const reading = step();
  const polite = afterRush(reading.run);
  const many = crowd(40);
  await expect(polite()).resolves.toBe(true);
  await expect(polite()).resolves.toBe(true);
  expect(reading.steps()).toBe(2);
  await many.leave();
});

test("a request that fails has left the door all the same", async () => {
  const failing = Array.from({ length: 40 }, () => atDoor(() => Promise.reject(new Error("broken"))));
  await Promise.allSettled(failing);
  await calm();
  const background = step();
  await expect(unlessRush(background.run)()).resolves.toBe(true);
});
