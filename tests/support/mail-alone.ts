import pg from "pg";
import { test as base } from "@/tests/support/journey";
import { openJourneyHouse } from "@/tests/support/journey-house";

/**
 * For journeys in which it matters whether mail leaves: the server has one mail server, so they go one after the other, and
 * each begins and ends without any.
 */
export const test = base.extend<{ mailAlone: undefined }>({
  mailAlone: [
    async ({}, use) => {
      await openJourneyHouse();
      const client = new pg.Client({ connectionString: process.env["DATABASE_URL"] });
      await client.connect();
      await client.query(`select pg_advisory_lock(hashtext('journeys of mail'))`);
      await client.query(`delete from "MailServer"`);
      await use(undefined);
      await client.query(`delete from "MailServer"`);
      // What waits would leave as soon as the next journey sets mail up.
      await client.query(`delete from "Mail" where state = 'queued'`);
      await client.end();
    },
    { auto: true, timeout: 300_000 },
  ],
});

export { expect } from "@/tests/support/journey";
