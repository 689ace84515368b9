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

  test("a line in wp-config.php that is none is said on the page and the dashboard, and nothing is lost or sent meanwhile", () => {
    const shown = [
      ["settings_page", []],
      ["notices", []],
    ] as const;
    // What was saved before isn't what is meant now.
    const mistyped = [CONNECTED, ["config", [ADDRESS]], taken(1), WORK, rows("entry, state"), ...shown] as const;
    const [kept, page, notices] = inSite(mistyped).slice(-3);
    expect(kept).toStrictEqual([{ entry: "1", state: "waiting" }]);
    expect(page).toMatch(/notice-error.*is no connection line.*Not connected/s);
    expect(page).not.toMatch(/Connected to|value="test"/);
    expect(notices).toContain("is no connection line");

    const right = inSite([
      ["config", [`${ADDRESS}#whsec-2f0e8a7c`]],
      taken(1),
      answers(TOOK),
      WORK,
      rows("state"),
      ...shown,
    ]);
    expect(right.at(-3)).toStrictEqual([{ state: "sent" }]);
    expect(right.at(-2)).toMatch(/Connected to crm\.example\.test, as wp-config\.php says/);
    expect(right.slice(-2).join("")).not.toContain("no connection line");
  });

  test("an empty one is none: what is saved counts", () => {
    const told = inSite([CONNECTED, ["config", [""]], taken(1), answers(TOOK), WORK, rows("state"), ["notices", []]]);
    expect(told.slice(-2)).toStrictEqual([[{ state: "sent" }], ""]);
    expect(inSite([["config", [""]], taken(1), rows("state")]).at(-1)).toStrictEqual([]);
  });

  test("the page offers to delete where something wasn't sent, and says of each why", () => {
    const page = (answer: [number, string]) =>
      inSite([CONNECTED, ["site", ["locale", "es_AR"]], taken(1), answers(answer), WORK, ["settings_page", []]]).at(-1);
    expect(page([413, "{}"])).toMatch(/value="discard".*Borrar lo no enviado.*No enviado: Demasiado grande/s);
    expect(page(AWAY)).toMatch(/En espera, próximo intento [^<]*: No se pudo llegar a Leads Manager: cURL error 7/);
    expect(page(AWAY)).not.toContain("discard");
  });

  test("what the site's filter holds back or strips leaves it by no question, and isn't missed", () => {
    const span = { from: "2026-11-20T00:00:00Z", to: "2026-11-21T00:00:00Z" };
    const at = (hour: number) => `2026-11-20 ${String(hour).padStart(2, "0")}:00:00`;
    const gravity = (id: number, form: number, told: boolean) => ["gravity", [id, form, at(id), told]] as const;
    const entry = (id: number, form: string) =>
      ["ask", ["entry", { id: String(id), plugin: "gravityforms", form }]] as const;
    const list = ["ask", ["entries", span]] as const;
    const site = (filter: [string, [string, string]][]) =>
      inSite([
        CONNECTED,
        ...filter,
        gravity(1, 7, true),
        gravity(2, 7, false),
        gravity(3, 8, true),
        gravity(4, 8, false),
        list,
        ["forms", []],
        entry(1, "7"),
        entry(2, "7"),
        entry(3, "8"),
        entry(4, "8"),
        list,
        rows("entry, state, body"),
      ]);
    const ids = (answer: unknown) =>
      (answer as { data: { entries: { id: string }[] } }).data.entries.map(({ id }) => id);
    const held = site([["hold", ["7", "2"]]]);
    expect([ids(held[6]), ids(held[12])]).toStrictEqual([
      ["3", "4"],
      ["3", "4"],
    ]);
    expect(held[7]).toMatchObject([{ form: "8", entries: 1 }]);
    expect(held.slice(8, 12)).toMatchObject([
      { status: 404 },
      { status: 404 },
      { status: 200, data: { entry: { id: "3" } } },
      { status: 200, data: { entry: { id: "4" } } },
    ]);
    expect(JSON.stringify(held)).not.toMatch(/private|p1@|p2@/);
    expect(held[13]).toMatchObject([
      { entry: "1", state: "held", body: null },
      { entry: "3", state: "waiting" },
      { entry: "2", state: "held", body: null },
    ]);
    const open = site([]);
    expect(ids(open[5])).toStrictEqual(["1", "2", "3", "4"]);
    expect(open.slice(7, 11)).toMatchObject([{ status: 200 }, { status: 200 }, { status: 200 }, { status: 200 }]);
    expect(JSON.stringify(open[8])).toContain("private 2");
  });

  test("an entry of a form that is switched off is told of by no question", () => {
    const told = inSite([
      CONNECTED,
      ["save", [{ off: ["gravityforms|7"] }]],
      ["gravity", [1, 7, "2026-11-20 10:00:00", true]],
      ["ask", ["entry", { id: "1", plugin: "gravityforms", form: "7" }]],
      rows("entry"),
    ]);
    expect(told.slice(-2)).toMatchObject([{ status: 404 }, []]);
  });

  const UNKEPT: [number, string] = [503, "{}"];
  const waitsLong = sql("UPDATE wp_leads_manager_entries SET attempts = 9, next_at = next_at + 3600");
  const mails = (sent: unknown) =>
    (sent as [string, { fields: { value: string }[] }][]).map(([, { fields }]) => fields[0]?.value);

  test("after an outage the first one that is taken brings all that waits, in order; until then only one is tried", () => {
    const away = (answer: [number, string]) =>
      inSite([CONNECTED, ...[1, 2, 3].map((id) => taken(id)), answers(answer), WORK, ["see", ["sent"]]]);
    for (const answer of [AWAY, UNKEPT, [401, "{}"], [200, "<html>"]] as [number, string][]) {
      expect(mails(away(answer).at(-1))).toStrictEqual(["p1@example.test"]);
    }
    const back = inSite([
      CONNECTED,
      ...[1, 2, 3].map((id) => taken(id)),
      waitsLong,
      WORK,
      ["see", ["sent"]],
      taken(4),
      WORK,
      ["see", ["sent"]],
      rows("state"),
    ]);
    expect(back[5]).toBeNull();
    expect(back.at(-5)).toStrictEqual([]);
    expect(mails(back.at(-2))).toStrictEqual([4, 1, 2, 3].map((id) => `p${id}@example.test`));
    expect(back.at(-1)).toStrictEqual(Array.from({ length: 4 }, () => ({ state: "sent" })));
  });

  test("one that is refused among others holds none of them up, and is tried once a round", () => {
    const told = inSite([
      CONNECTED,
      ...[1, 2].map((id) => taken(id)),
      waitsLong,
      ...[3, 4].map((id) => taken(id)),
      sql("UPDATE wp_leads_manager_entries SET next_at = next_at - 60 WHERE attempts = 0"),
      answers(TOOK, TOOK, UNKEPT, TOOK),
      WORK,
      ["see", ["sent"]],
      rows("entry, state"),
    ]);
    expect(mails(told.at(-2))).toStrictEqual([3, 4, 1, 2].map((id) => `p${id}@example.test`));
    expect(told.at(-1)).toMatchObject([{ state: "waiting" }, { state: "sent" }, { state: "sent" }, { state: "sent" }]);
  });

  test("one that another process is sending isn't sent twice", () => {
    const told = inSite([
      CONNECTED,
      taken(1),
      sql("UPDATE wp_leads_manager_entries SET next_at = next_at + 100"),
      taken(2),
      WORK,
      ["see", ["sent"]],
    ]);
    expect(mails(told.at(-1))).toStrictEqual(["p2@example.test"]);
  });

  test("what was refused is told as that, in words, and only what nobody answered as not reached", () => {
    const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toUTCString();
    const said = (locale: string, ...answer: [number, string, string?]) =>
      inSite([CONNECTED, ["site", ["locale", locale]], answers(answer), ["press", [{ do: "test" }]]]).at(-1);
    expect(said("es_AR", 401, "{}", minutesAgo(-12))).toMatchObject([
      "error",
      expect.stringContaining("atrasa 12 minutos"),
    ]);
    expect(said("en_US", 401, "{}", minutesAgo(90))).toMatchObject([
      "error",
      expect.stringContaining("90 minutes ahead"),
    ]);
    for (const date of [minutesAgo(2), "no date", ""]) {
      expect(said("es_AR", 401, "{}", date)).toMatchObject(["error", expect.stringContaining("el secreto ya no son")]);
    }
    expect(said("en_US", 404, "{}")).toMatchObject(["error", expect.stringContaining("no such source")]);
    expect(said("en_US", 413, "{}")).toMatchObject(["error", expect.stringContaining("Too large")]);
    expect(said("en_US", 503, "{}", minutesAgo(90))).toMatchObject([
      "error",
      expect.stringContaining("nothing now (503)"),
    ]);
    expect(said("en_US", 418, "{}")).toStrictEqual(["error", "Leads Manager answered with HTTP 418."]);
    expect(said("en_US", 200, "<html>")).toMatchObject(["error", expect.stringContaining("is not Leads Manager")]);
    expect(said("en_US", 0, "cURL 7")).toStrictEqual(["error", "Leads Manager could not be reached: cURL 7"]);
    expect(said("en_US", ...TOOK)).toMatchObject(["updated", expect.stringContaining("It works")]);
  });

  const printed = ["notices", []] as const;
  const hourAgo = sql("UPDATE wp_leads_manager_entries SET kept_at = kept_at - 3700");

  test("wp-admin and the page say when nothing got through for an hour, why and how much waits, and not before", () => {
    const after = (answer: [number, string], ...then: Parameters<typeof inSite>[0]) =>
      inSite([CONNECTED, ...[1, 2].map((id) => taken(id)), answers(answer), WORK, ...then, printed]).at(-1);
    const reasons: [[number, string], string][] = [
      [[401, "{}"], "refused this connection"],
      [[404, "{}"], "no such source"],
      [[301, ""], "leads elsewhere \\(HTTP 301\\)"],
      [UNKEPT, "nothing now \\(503\\)"],
      [AWAY, "not be reached: cURL error 7"],
      [[200, "<html>"], "is not Leads Manager"],
    ];
    for (const [answer, reason] of reasons) {
      expect(after(answer, hourAgo)).toMatch(new RegExp(`sent for an hour; submissions waiting: 2\\. .*${reason}`));
      expect(after(answer)).toBe("");
    }
    expect(
      after(AWAY, hourAgo, taken(3), answers(TOOK), sql("UPDATE wp_leads_manager_entries SET next_at = 0"), WORK),
    ).toBe("");
    expect(inSite([CONNECTED, taken(1), hourAgo, printed]).at(-1)).toMatch(/WP-Cron/);
    const page = ["settings_page", []] as const;
    expect(inSite([CONNECTED, taken(1), answers(AWAY), WORK, hourAgo, page]).at(-1)).toMatch(
      /notice-error.*waiting: 1\. .*cURL/,
    );
    expect(inSite([CONNECTED, taken(1), answers(AWAY), WORK, page]).at(-1)).not.toContain("notice-error");
  });

  test("what the site's filter fails at is kept and said, leaves by no way, and goes filtered once the filter works", () => {
    for (const [how, why] of [
      ["throws", "no such column"],
      ["nan", "Inf and NaN cannot be JSON encoded"],
      ["shape", "returned no submission"],
    ] as const) {
      const told = inSite([
        CONNECTED,
        ["fail", [how]],
        taken(1),
        rows("entry, state, error"),
        printed,
        ["settings_page", []],
        ["ask", ["entry", { id: "1", plugin: "jetpack-forms", form: "9" }]],
        ["press", [{ do: "retry" }]],
        WORK,
        ["see", ["sent"]],
        ["fail", ["mended"]],
        ["press", [{ do: "retry" }]],
        WORK,
        ["see", ["sent"]],
        rows("entry, state, error"),
      ]);
      const kept = { entry: "1", state: "failed", error: expect.stringContaining(why) as unknown };
      expect(told[3]).toMatchObject([kept]);
      expect(told[4]).toContain("submissions not delivered: 1");
      expect(told[5]).toMatch(new RegExp(`Not sent: This site.*filter.*${why}`));
      expect(told[6]).toMatchObject({ status: 404 });
      expect(told[9]).toStrictEqual([]);
      expect(told.at(-2)).toMatchObject([
        [ADDRESS, { entry: { id: "1" }, form: { id: "9" }, fields: [{ value: "filtered" }] }],
      ]);
      expect(told.at(-1)).toStrictEqual([{ entry: "1", state: "sent", error: "" }]);
    }
  });

  test("what can't be read or kept stays in wp-admin with its number and time, and nothing of it is sent", () => {
    const broken = ["site", ["broken", "/^REPLACE .*\\{/"]] as const;
    const gone = ["site", ["broken", "/^REPLACE/"]] as const;
    const unread = taken(7, { fields: "none" });
    const seen = (...steps: Parameters<typeof inSite>[0]) =>
      inSite([
        CONNECTED,
        ...steps,
        rows("plugin, form, entry, state, error, body"),
        printed,
        ["settings_page", []],
        ["see", ["sent"]],
      ]).slice(-4);
    const reader = seen(unread, WORK);
    expect(reader[0]).toMatchObject([{ plugin: "jetpack-forms", form: "9", entry: "7", state: "failed", body: null }]);
    expect(reader[2]).toMatch(/Not sent: It could not be read.*<td>7<\/td>/);
    const refused = seen(broken, taken(8), WORK);
    expect(refused[0]).toMatchObject([{ entry: "8", state: "failed", error: "database: refused", body: null }]);
    const lost = seen(gone, taken(9), WORK);
    expect(lost[0]).toStrictEqual([]);
    expect(lost[2]).toMatch(/Not sent: This site.*database.*<td>9<\/td>/);
    const unheard = seen(["hook", ["fluentform/submission_inserted", 1, [], null]]);
    expect(unheard[0]).toMatchObject([{ plugin: "", form: "fluentform/submission_inserted", state: "failed" }]);
    for (const [, notice, , sent] of [reader, refused, lost, unheard]) {
      expect(notice).toContain("submissions not delivered: 1");
      expect(sent).toStrictEqual([]);
    }
    expect(inSite([CONNECTED, gone, taken(9), ["press", [{ do: "discard" }]], printed]).slice(-2)).toStrictEqual([
      ["updated", "Submissions deleted: 1."],
      "",
    ]);
    expect(inSite([unread, rows("entry")]).at(-1)).toStrictEqual([]);
  });

  test("an answer that lists entries says how many there are, and a table that can't be read is no answer", () => {
    const from = new Date(Date.now() - 3_600_000).toISOString();
    const ask = (more: object) =>
      ["ask", ["entries", { from, to: new Date(Date.now() + 3_600_000).toISOString(), ...more }]] as const;
    const told = inSite([
      CONNECTED,
      taken(1),
      ask({}),
      ask({ page: "9" }),
      ask({ form: "none" }),
      ["site", ["broken", "/^SELECT entry/"]],
      ask({}),
    ]);
    expect(told.slice(2, 5)).toMatchObject([
      { status: 200, data: { total: 1 } },
      { status: 200, data: { total: 1, entries: [] } },
      { status: 200, data: { total: 0, entries: [] } },
    ]);
    expect(told.at(-1)).toMatchObject({ status: 500 });
    expect(told.at(-1)).not.toHaveProperty("data.total");
  });

  test("the site has one name, whatever language its visitor reads, and each of a network its own", () => {
    const named = (...before: Parameters<typeof inSite>[0]) => {
      const [entry, , , sent, agents] = inSite([
        ["site", ["language", "/en"]],
        ...before,
        CONNECTED,
        taken(1),
        ["ask", ["entry", { id: "1" }]],
        WORK,
        ["press", [{ do: "test" }]],
        ["see", ["sent"]],
        ["see", ["agents"]],
      ]).slice(-5);
      return { entry, sent, agents };
    };
    const of = (site: string) => ({
      entry: { data: { site } },
      sent: [
        [ADDRESS, { site }],
        [ADDRESS, { test: true, site }],
      ],
      agents: [expect.stringMatching(new RegExp(`; ${site}$`)), expect.stringMatching(new RegExp(`; ${site}$`))],
    });
    expect(named()).toMatchObject(of("https://www.ejemplo.test"));
    expect(named(["blog", [2]], ["hook", ["init"]])).toMatchObject(of("https://www.ejemplo.test/b2"));
  });

  test("a test is of the line that was just pasted, which is saved; a wrong line is no test and changes nothing", () => {
    const other = ADDRESS.replace("crm.", "other.");
    const pressed = (line: string, doing = "test") =>
      inSite([
        CONNECTED,
        ["save", [{ off: ["wpforms|3"] }]],
        ["press", [{ do: doing, line, keep_days: "7", listed: ["wpforms|3", "wpforms|4"], on: ["wpforms|4"] }]],
        ["see", ["sent"]],
        ["settings", []],
      ]).slice(-3);
    const [said, sent, kept] = pressed(`${other}#whsec-another`);
    expect(said).toMatchObject(["updated", expect.stringContaining("It works")]);
    expect(sent).toMatchObject([[other, { test: true }]]);
    expect(kept).toMatchObject({ address: other, secret: "whsec-another", keep_days: 7, off: ["wpforms|3"] });
    const [wrong, none, before] = pressed("https://other.example.test/");
    expect(wrong).toMatchObject(["error", expect.stringContaining("not a connection line")]);
    expect([none, before]).toMatchObject([[], { address: ADDRESS, secret: "whsec-2f0e8a7c" }]);
    expect(pressed("")[1]).toMatchObject([[ADDRESS, { test: true }]]);
    expect(pressed(`${other}#whsec-another`, "save").slice(1)).toMatchObject([[], { address: other }]);
  });

  const NOW = ["leads_manager_work", ["now"]];
  const MINUTE = ["leads_manager_work", []];
  const OTHERS = ["wp_version_check", []];
  /** Two sites of a network, each with its table, its settings and its clock. */
  const network = (...then: Parameters<typeof inSite>[0]) =>
    inSite([
      ["site", ["blogs", [1, 2]]],
      CONNECTED,
      ["blog", [2]],
      ["hook", ["init"]],
      CONNECTED,
      ["blog", [1]],
      ["site", ["clock", { 1: [MINUTE, NOW, OTHERS], 2: [MINUTE] }]],
      ...then,
      ["tables", []],
      ["see", ["options"]],
      ["see", ["clock"]],
    ]).slice(-3);

  test("uninstalled, it leaves nothing in any site of a network, and takes nothing that isn't its own", () => {
    const BOTH = ["wp_2_leads_manager_entries", "wp_leads_manager_entries"];
    expect(network()[0]).toStrictEqual(BOTH);
    const option = [
      "site",
      ["options", { 1: { leads_manager: {}, blogname: "A" }, 2: { leads_manager: {} } }],
    ] as const;
    const [tables, options, clock] = network(option, ["hook", ["uninstall"]]);
    expect([tables, options, clock]).toStrictEqual([[], { 1: { blogname: "A" }, 2: [] }, { 1: [OTHERS], 2: [] }]);
    const alone = inSite([
      ["hook", ["uninstall"]],
      ["tables", []],
      ["see", ["options"]],
    ]);
    expect(alone.slice(1)).toStrictEqual([[], { 1: [] }]);
  });

  test("switched off, none of its events is left, in this site or in all, and switched on it has its clock again", () => {
    expect(network(["hook", ["deactivate", false]])[2]).toStrictEqual({ 1: [OTHERS], 2: [MINUTE] });
    const [tables, , clock] = network(["hook", ["deactivate", true]]);
    expect(tables).toHaveLength(2);
    expect(clock).toStrictEqual({ 1: [OTHERS], 2: [] });
    const again = network(
      ["hook", ["deactivate", true]],
      ["blog", [2]],
      ["hook", ["init"]],
      ["hook", ["init"]],
      ["blog", [1]],
    );
    expect(again[2]).toStrictEqual({ 1: [OTHERS], 2: [MINUTE] });
  });
});
