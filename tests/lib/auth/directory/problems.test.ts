import { troubleOf } from "@/lib/auth/directory/problems";

test.each([
  ["eA: Operation timed out", "no_answer", "Operation timed out"],
  [
    "Abc: Connection closed before message response was received",
    "closed",
    "Connection closed before message response was received",
  ],
  ["Error: 00002020: operations error", "internal", "Error: 00002020: operations error"],
  ["LDAP: nothing is cut of a word", "internal", "LDAP: nothing is cut of a word"],
])("of %j nobody is told what a build made of a class's name", (message, problem, detail) => {
  expect(troubleOf(new Error(message))).toMatchObject({ problem, detail });
});
