import http from "node:http";
import { notePeerAddresses } from "@/lib/core/peer-address";
import type { AddressInfo } from "node:net";

const CLAIMED = { "x-forwarded-host": "evil.test", "x-forwarded-proto": "https", "x-forwarded-port": "443" };

/** The headers a program sees of a request that claims to come through a proxy, from 127.0.0.1. */
async function seenOf(server: http.Server, port: number): Promise<http.IncomingHttpHeaders> {
  const seen = new Promise<http.IncomingHttpHeaders>((done) => {
    server.once("request", (request, response) => {
      response.end();
      done(request.headers);
    });
  });
  await new Promise((done) => http.get({ port, host: "127.0.0.1", headers: CLAIMED }, done));
  return seen;
}

describe("what a request says of the address it was sent to", () => {
  let server: http.Server;
  beforeAll(async () => {
    server = http.createServer();
    await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  });
  afterAll(() => server.close());

  test("is believed from a trusted proxy, and from nobody else", async () => {
    const { port } = server.address() as AddressInfo;
    let stop = notePeerAddresses(["127.0.0.0/8"]);
    expect(await seenOf(server, port)).toMatchObject({ ...CLAIMED, "x-peer-address": "127.0.0.1" });

    stop();
    stop = notePeerAddresses(["192.0.2.1"]);
    const seen = await seenOf(server, port);
    stop();
    expect(Object.keys(seen).filter((name) => name in CLAIMED)).toStrictEqual([]);
    expect(seen).toMatchObject({ host: `127.0.0.1:${port}`, "x-peer-address": "127.0.0.1" });
  });
});
