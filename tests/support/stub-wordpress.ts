import http from "node:http";
import type { AddressInfo } from "node:net";

export type Answer = { status?: number; headers?: Record<string, string>; body?: string | Buffer; hang?: boolean };
export type StubWordpress = {
  url: string;
  /** What it answers from now on. */
  answer: (answer: Answer | ((request: http.IncomingMessage) => Answer)) => void;
  asked: { path: string; authorization: string }[];
  close: () => Promise<void>;
};

/** A WordPress as far as a pull sees one, on loopback. */
export async function openWordpress(): Promise<StubWordpress> {
  let current: (request: http.IncomingMessage) => Answer = () => ({ status: 404 });
  const asked: StubWordpress["asked"] = [];
  const server = http.createServer((request, response) => {
    asked.push({ path: request.url ?? "", authorization: request.headers.authorization ?? "" });
    const { status = 200, headers = { "content-type": "application/json" }, body = "", hang } = current(request);
    if (hang) return;
    response.writeHead(status, headers);
    response.end(body);
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    answer: (answer) => {
      current = typeof answer === "function" ? answer : () => answer;
    },
    asked,
    close: () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(() => {
          done();
        });
      }),
  };
}
