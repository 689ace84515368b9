import { createHash } from "node:crypto";
import http from "node:http";
import { buffer } from "node:stream/consumers";
import type { AddressInfo } from "node:net";

/** A bucket as S3 is one, on loopback: it takes only what is signed, whole, and says how long it is. */
export async function openBucketServer() {
  const objects = new Map<string, Buffer>();
  const refused: string[] = [];
  const server = http.createServer((request, response) => {
    void buffer(request).then((body) => {
      const { method = "" } = request;
      const { status, said } = isSigned(request.headers, body)
        ? answer(objects, method, new URL(request.url ?? "", "http://bucket"), body)
        : { status: 403, said: "" };
      if (status === 403) refused.push(method);
      response.statusCode = status;
      response.end(said);
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://key:s%2Fcret@127.0.0.1:${port}/leads?region=eu-west-1`,
    refused,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

function isSigned(headers: http.IncomingHttpHeaders, body: Buffer): boolean {
  const digest = createHash("sha256").update(body).digest("hex");
  const said = headers["x-amz-content-sha256"];
  const isEmpty = body.byteLength === 0 && said === "UNSIGNED-PAYLOAD";
  const isWhole = said === digest && Number(headers["content-length"]) === body.byteLength;
  return (
    /^AWS4-HMAC-SHA256 Credential=key\/\d{8}\/eu-west-1\/s3\/aws4_request, /.test(headers.authorization ?? "") &&
    (isEmpty || isWhole)
  );
}

type Answer = { status: number; said: string | Buffer };

function answer(objects: Map<string, Buffer>, method: string, url: URL, body: Buffer): Answer {
  const name = url.pathname.replace("/leads/", "");
  if (method === "PUT") objects.set(name, body);
  if (method === "DELETE") objects.delete(name);
  if (method === "PUT" || method === "DELETE") return { status: 200, said: "" };
  if (url.searchParams.get("list-type") === "2") {
    const contents = [...objects].map(
      ([key, { byteLength }]) =>
        `<Contents><Key>${key}</Key><LastModified>2026-11-28T00:00:00.000Z</LastModified><Size>${byteLength}</Size></Contents>`,
    );
    return { status: 200, said: `<ListBucketResult>${contents.join("")}</ListBucketResult>` };
  }
  const object = objects.get(name);
  return object ? { status: 200, said: object } : { status: 404, said: "" };
}
