import { redacted, redactedText } from "@/lib/core/redaction";

test.each(["password", "newPassword", "token", "access_token", "authorization", "Cookie", "apiKey", "clientSecret"])(
  "blots out %s at any depth",
  (name) => {
    const line = { user: "ana", list: [{ inner: { [name]: "hunter2" } }] };
    expect(JSON.stringify(redacted(line))).toBe(`{"user":"ana","list":[{"inner":{"${name}":"[redacted]"}}]}`);
  },
);

test("leaves other values as they are", () => {
  const line = { leadId: "1", tokens: 3, at: new Date(0), nothing: null, ok: true };
  expect(redacted(line)).toStrictEqual(line);
});

test("blots out a password inside an address", () => {
  expect(redactedText("no answer from postgresql://app:hunter2@127.0.0.1:5432/app")).toBe(
    "no answer from postgresql://app:[redacted]@127.0.0.1:5432/app",
  );
});

test("ends on a structure that contains itself", () => {
  const line: Record<string, unknown> = {};
  line["self"] = line;
  expect(JSON.stringify(redacted(line))).toContain("[deep]");
});
