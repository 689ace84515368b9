import { GET } from "@/app/api/v1/campaigns/route";
import { apiCampaignPage, cursorAfter, listCampaignsInput } from "@/lib/leads/campaigns/api/schema";
import { namesStatement, toldStatement } from "@/lib/leads/campaigns/api/queries";
import { systemCtx } from "@/lib/core/ctx";
import { database, pool } from "@/lib/core/db";
import { ask, makeKey } from "@/tests/support/api";
import { makeCompany, makeLead } from "@/tests/support/house";
import type { Statement } from "@/lib/leads/list/queries";

type Utm = { campaign: string; source?: string; medium?: string };

async function leadBy(companyId: string, { campaign, source = "", medium = "" }: Utm, at = "2026-11-01T12:00:00.000Z") {
  const { id } = await makeLead(companyId, { at: new Date(at) });
  const utm = { utmCampaign: campaign, utmSource: source, utmMedium: medium };
  return database().lead.update({ where: { id }, data: utm });
}

async function house(more: Parameters<typeof makeKey>[0] = {}) {
  const company = await makeCompany();
  const { key } = await makeKey({ companyIds: [company.id], ...more });
  const list = (query = "", by = key) => ask(GET, `/api/v1/campaigns${query}`, { key: by });
  return { company, key, list };
}

type Campaign = ReturnType<typeof apiCampaignPage.parse>["campaigns"][number];
const campaignsIn = (body: Record<string, unknown>) => body["campaigns"] as Campaign[];
const namesIn = (body: Record<string, unknown>) => campaignsIn(body).map(({ name }) => name);

test("a campaign is told as its leads name it: where they came from, how many, the first and the last", async () => {
  const { company, list } = await house();
  await leadBy(company.id, { campaign: "Verano", source: "google", medium: "cpc" }, "2026-11-02T12:00:00.000Z");
  await leadBy(company.id, { campaign: "Verano", source: "google", medium: "email" }, "2026-11-01T12:00:00.000Z");
  await leadBy(company.id, { campaign: "Verano", source: "bing", medium: "cpc" }, "2026-11-05T12:00:00.000Z");
  await leadBy(company.id, { campaign: "Verano" }, "2026-11-04T12:00:00.000Z");
  await leadBy(company.id, { campaign: "otoño, parte 2" });
  await leadBy(company.id, { campaign: "" });
  const { body } = await list();
  expect(apiCampaignPage.parse(body)).toStrictEqual(body);
  expect(campaignsIn(body)).toStrictEqual([
    {
      name: "Verano",
      sources: ["google", "bing"],
      mediums: ["cpc", "email"],
      leads: { total: 4, more: false },
      firstReceivedAt: "2026-11-01T12:00:00.000Z",
      lastReceivedAt: "2026-11-05T12:00:00.000Z",
    },
    expect.objectContaining({ name: "otoño, parte 2", sources: [], mediums: [], leads: { total: 1, more: false } }),
  ]);
});

/** All names, by pages of two. */
async function everyName(list: (query: string) => ReturnType<typeof ask>): Promise<string[]> {
  const found: string[] = [];
  for (let query = ""; ;) {
    const { campaigns, next } = apiCampaignPage.parse((await list(`?limit=2${query}`)).body);
    found.push(...campaigns.map(({ name }) => name));
    if (next === null) return found;
    query = `&cursor=${next}`;
  }
}

test("pages go on where the one before ended, and miss and repeat nothing", async () => {
  const { company, list } = await house();
  const names = ["A", "Z", "a", "a b", "ñandú", "夏", "🌞"];
  for (const campaign of names.toReversed()) await leadBy(company.id, { campaign });
  expect(await everyName(list)).toStrictEqual(names);
});

test("a key learns of no campaign, and counts no lead, of a company it doesn't reach", async () => {
  const { company, key, list } = await house();
  const elsewhere = await makeCompany();
  await leadBy(company.id, { campaign: "shared", source: "own" });
  await leadBy(elsewhere.id, { campaign: "shared", source: "foreign" }, "2020-01-01T00:00:00.000Z");
  await leadBy(elsewhere.id, { campaign: "foreign" });
  const own = [{ name: "shared", sources: ["own"], leads: { total: 1 }, firstReceivedAt: "2026-11-01T12:00:00.000Z" }];
  expect(campaignsIn((await list()).body)).toMatchObject(own);
  expect(namesIn((await list(`?company=${elsewhere.id}`)).body)).toStrictEqual([]);
  expect(namesIn((await list(`?company=${company.id}`)).body)).toStrictEqual(["shared"]);

  // And one that reaches both, or all, has both.
  const { key: both } = await makeKey({ companyIds: [company.id, elsewhere.id] });
  const { body } = await list("", both);
  expect(campaignsIn(body)).toMatchObject([{ name: "foreign" }, { name: "shared", leads: { total: 2 } }]);
  const { key: all } = await makeKey();
  expect(namesIn((await list(`?company=${elsewhere.id}`, all)).body)).toStrictEqual(["foreign", "shared"]);
  const after = `?company=${elsewhere.id}&cursor=${cursorAfter("foreign")}`;
  expect(namesIn((await list(after, all)).body)).toStrictEqual(["shared"]);
  expect(namesIn((await list(after, key)).body)).toStrictEqual([]);
});

test("needs the right to read leads", async () => {
  const { list } = await house({ permissions: ["lead.create", "user.read", "intake.read"] });
  await expect(list()).resolves.toMatchObject({ status: 403 });
});

test.each([
  ["?colour=red", "colour"],
  ["?limit=0", "limit"],
  ["?company=INTRALOG", "company"],
  ["?cursor=", "cursor"],
  ["?cursor=%00", "cursor"],
  [`?cursor=${cursorAfter("a\0b")}`, "cursor"],
  [`?cursor=${cursorAfter("x".repeat(301))}`, "cursor"],
])("%s is refused by its name", async (query, field) => {
  const { list } = await house();
  const { status, body } = await list(query);
  expect([status, Object.keys(body["fields"] as object)]).toStrictEqual([422, [field]]);
});

describe("among many leads", () => {
  type Plan = {
    "Actual Rows": number;
    "Actual Loops": number;
    "Rows Removed by Filter"?: number;
    "Relation Name"?: string;
    Plans?: Plan[];
  };

  /** How many rows of leads, or entries of their indexes, a statement looked at. */
  async function lookedAt({ sql, values }: Statement): Promise<number> {
    const { rows } = await pool().query<{ "QUERY PLAN": [{ Plan: Plan }] }>(
      `explain (analyze, format json) ${sql}`,
      values,
    );
    const count = (plan: Plan): number =>
      (plan["Relation Name"] === "Lead"
        ? (plan["Actual Rows"] + (plan["Rows Removed by Filter"] ?? 0)) * plan["Actual Loops"]
        : 0) + (plan.Plans ?? []).reduce((sum, one) => sum + count(one), 0);
    return rows[0] ? count(rows[0]["QUERY PLAN"][0].Plan) : 0;
  }

  test("a page reads its own campaigns and not what lies between or beyond", async () => {
    const company = await makeCompany();
    const like = await leadBy(company.id, { campaign: "b" });
    const columns = Object.keys(like).filter((name) => !["id", "number", "utmCampaign"].includes(name));
    const list = columns.map((name) => `"${name}"`).join(", ");
    // What is kept beside a lead isn't what is read here, and takes most of the time.
    const client = await pool().connect();
    await client.query("set session_replication_role = replica");
    await client.query(
      `insert into "Lead" (id, "utmCampaign", ${list})
       select gen_random_uuid(), case when n <= 12000 then 'c' else 'd' || n % 50 end, ${list}
         from "Lead", generate_series(1, 14000) n where id = $1`,
      [like.id],
    );
    client.release(true);
    await pool().query(`vacuum analyze "Lead"`);
    const input = listCampaignsInput.parse({ company: company.id, limit: "2" });
    const ctx = systemCtx("test");
    expect(await lookedAt(namesStatement(ctx, input))).toBeLessThan(10);
    // One of its names has one lead; of the other it is enough to know that there are too many to count.
    expect(await lookedAt(toldStatement(ctx, input, ["b", "c"]))).toBeLessThan(10_600);
    // What the bound is for: a walk past all of them would look at each.
    expect(
      await lookedAt({
        sql: `select "utmCampaign" from "Lead" l where "companyId" = $1 group by 1`,
        values: [company.id],
      }),
    ).toBeGreaterThan(14_000);
    const { key } = await makeKey({ companyIds: [company.id] });
    const { body } = await ask(GET, "/api/v1/campaigns?limit=2", { key });
    expect(campaignsIn(body)).toMatchObject([
      { name: "b", leads: { total: 1, more: false } },
      { name: "c", leads: { total: 10_000, more: true } },
    ]);
  });
});
