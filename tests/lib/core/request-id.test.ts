import { requestIdOf } from "@/lib/core/request-id";

test("keeps the request id that a proxy gave", () => {
  expect(requestIdOf(new Headers({ "x-request-id": "a1b2c3d4-e5f6" }))).toBe("a1b2c3d4-e5f6");
});

test.each(["short", "with space inside", 'quote"and{brace}', "x".repeat(65)])(
  "does not log %j as a request id",
  (given) => {
    expect(requestIdOf(new Headers({ "x-request-id": given }))).toMatch(/^[0-9a-f-]{36}$/);
  },
);

test("each request without one gets its own", () => {
  expect(requestIdOf(new Headers())).not.toBe(requestIdOf(new Headers()));
});
