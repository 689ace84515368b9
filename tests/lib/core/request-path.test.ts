import { isWebSocket, mendedPath, mendRequest } from "@/lib/core/request-path";

test.each([
  ["/api/intake/1/%zz", "/api/intake/1/%25zz"],
  ["/api/intake/1/100%", "/api/intake/1/100%25"],
  ["/leads/%ff?q=%zz", "/leads/%25ff?q=%zz"],
  ["/%C3%A9/%C3", "/%C3%A9/%25C3"],
])("a path that can't be decoded is mended: %s", (sent, mended) => {
  expect(mendedPath(sent)).toBe(mended);
  expect(() => mended.split("?")[0]?.split("/").map(decodeURIComponent)).not.toThrow();
});

test.each([
  ["//api/intake/1/token", "/api/intake/1/token"],
  ["/api//intake\\1/token?a=//b", "/api/intake/1/token?a=//b"],
  ["http://server:3000/api/intake/1/token?a=b", "/api/intake/1/token?a=b"],
  ["HTTP://server", "/"],
  ["http://server?a=b", "/?a=b"],
])("no form has to follow a redirect: %s", (sent, mended) => {
  expect(mendedPath(sent)).toBe(mended);
});

test("what only Next's own pages say isn't heard at the door of a program", () => {
  const headers = { rsc: "1", "next-router-prefetch": "1", "x-lead-token": "t" };
  const atDoor = { url: "/api/intake/1", method: "POST", headers: { ...headers } };
  const atPage = { url: "/leads", method: "GET", headers: { ...headers } };
  mendRequest(atDoor);
  mendRequest(atPage);
  expect(atDoor.headers).toStrictEqual({ "x-lead-token": "t" });
  expect(atPage.headers).toStrictEqual(headers);
});

test("a request that only echoes is asked as one that changes nothing", () => {
  const trace = { url: "/api/intake/1", method: "TRACE", headers: {} };
  mendRequest(trace);
  expect(trace.method).toBe("OPTIONS");
});

test.each([
  ["GET", "websocket", true],
  ["POST", "websocket", false],
  ["POST", "h2c", false],
  ["POST", "TLS/1.0", false],
])("a %s that offers %s is answered by another protocol: %s", (method, upgrade, expected) => {
  expect(isWebSocket({ method, headers: { upgrade } })).toBe(expected);
});

test.each(["/", "/leads?q=100%", "/a%20b/%C3%B1?x=%", "/api/intake/1/token?email=a%40b.example", "*"])(
  "any other stays as it came: %s",
  (sent) => {
    expect(mendedPath(sent)).toBe(sent);
  },
);
