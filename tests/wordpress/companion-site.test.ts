import { hasDatabase, inSite } from "@/tests/support/companion";

const inPhp = hasDatabase ? describe : describe.skip;
const reason = hasDatabase ? "" : " (skipped: no php with SQLite on this machine; Debian has php-cli and php-sqlite3)";

const ADDRESS = "https://crm.example.test/api/intake/0191d6a0-1111-7222-8333-944455556666/tok";
const CONNECTED = ["save", [{ address: ADDRESS, secret: "whsec-2f0e8a7c" }]] as const;
const DAY = 86_400;

/** A submission of Jetpack's, the plugin whose hook gives the least. */
const taken = (id: number, more: object = {}) => {
  const fields = [{ id: "mail", label: "Mail", type: "email", value: `p${id}@example.test` }];
  return [
    "take",
    ["jetpack-forms", { is_spam: false, about: {}, form: { id: "9" }, post_id: id, fields, ...more }],
  ] as const;
};
const answers = (...given: [status: number, body: string, date?: string][]) => ["site", ["answers", given]] as const;
const WORK = ["work", []] as const;
const rows = (columns: string) => ["rows", [columns]] as const;
const sql = (text: string) => ["sql", [text]] as const;
const AWAY: [number, string] = [0, "cURL error 7"];
const TOOK: [number, string] = [200, '{"ok":true}'];

inPhp(`the companion in a site${reason}`, () => {
  test("forgets what was sent when its days are over, and never what wasn't", () => {
    const old = `UPDATE wp_leads_manager_entries SET done_at = done_at - ${2 * DAY}, submitted_at = submitted_at - ${900 * DAY}`;
    const told = inSite([
      CONNECTED,
      ["save", [{ keep_days: 0 }]],
      ...[1, 2, 3].map((id) => taken(id)),
      answers(TOOK, [413, "{}"], AWAY),
      WORK,
      rows("entry, state, body IS NULL AS gone"),
      sql(`${old} WHERE entry IN ('1', '2')`),
      WORK,
      rows("entry, state, body IS NULL AS gone"),
    ]);
    expect(told.at(-4)).toStrictEqual([
      { entry: "1", state: "sent", gone: 0 },
      { entry: "2", state: "failed", gone: 0 },
      { entry: "3", state: "waiting", gone: 0 },
    ]);
    expect(told.at(-1)).toStrictEqual([
      { entry: "2", state: "failed", gone: 0 },
      { entry: "3", state: "waiting", gone: 0 },
    ]);
  });

  test("what wasn't sent is deleted by hand, and nothing else is", () => {
    const told = inSite([
      CONNECTED,
      ...[1, 2, 3].map((id) => taken(id)),
      answers(TOOK, [413, "{}"], AWAY),
      WORK,
      ["press", [{ do: "discard" }]],
      rows("entry, state"),
    ]);
    expect(told.slice(-2)).toStrictEqual([
      ["updated", "Submissions deleted: 1."],
      [
        { entry: "1", state: "sent" },
        { entry: "3", state: "waiting" },
      ],
    ]);
  });
});
