import { mendedPath } from "@/lib/core/request-path";

test.each([
  ["/api/intake/1/%zz", "/api/intake/1/%25zz"],
  ["/api/intake/1/100%", "/api/intake/1/100%25"],
  ["/leads/%ff?q=%zz", "/leads/%25ff?q=%zz"],
  ["/%C3%A9/%C3", "/%C3%A9/%25C3"],
])("a path that can't be decoded is mended: %s", (sent, mended) => {
  expect(mendedPath(sent)).toBe(mended);
  expect(() => mended.split("?")[0]?.split("/").map(decodeURIComponent)).not.toThrow();
});

test.each(["/", "/leads?q=100%", "/a%20b/%C3%B1?x=%", "/api/intake/1/token?email=a%40b.example", "*"])(
  "any other stays as it came: %s",
  (sent) => {
    expect(mendedPath(sent)).toBe(sent);
  },
);
