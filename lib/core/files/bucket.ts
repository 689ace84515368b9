import { openAsBlob } from "node:fs";
import { Readable } from "node:stream";
import { AwsClient } from "aws4fetch";
import type { ReadableStream } from "node:stream/web";
import type { FileStore, StoredFile } from "@/lib/core/files/store";

const PREFIX = "files/";

/** Files in a bucket that speaks S3: `https://key:secret@host/bucket?region=…`. */
export function bucketStore(address: string): FileStore {
  const url = new URL(address);
  const client = new AwsClient({
    accessKeyId: decodeURIComponent(url.username),
    secretAccessKey: decodeURIComponent(url.password),
    region: url.searchParams.get("region") ?? "us-east-1",
    service: "s3",
    retries: 2,
  });
  const bucket = `${url.origin}${url.pathname.replace(/\/+$/, "")}`;
  const ask = async (path: string, request: RequestInit = {}, fine: number[] = []) => {
    const response = await client.fetch(`${bucket}${path}`, request);
    if (response.ok || fine.includes(response.status)) return response;
    await response.body?.cancel();
    throw new Error(`the bucket answered ${response.status} to ${request.method ?? "GET"}`);
  };
  const has = async (digest: string) => (await ask(`/${PREFIX}${digest}`, { method: "HEAD" }, [404])).ok;
  return {
    put: async (digest, file) => {
      // A blob of the disk has a length, which S3 asks for, and is read as it goes.
      const body = await openAsBlob(file);
      await ask(`/${PREFIX}${digest}`, { method: "PUT", body, headers: { "x-amz-content-sha256": digest } });
    },
    open: async (digest) => {
      const response = await ask(`/${PREFIX}${digest}`, {}, [404]);
      if (response.ok && response.body) return Readable.fromWeb(response.body as ReadableStream);
      await response.body?.cancel();
      return undefined;
    },
    has,
    remove: async (digest) => {
      await ask(`/${PREFIX}${digest}`, { method: "DELETE" }, [404]);
    },
    all: async function* () {
      let token: string | undefined;
      do {
        const more = token === undefined ? "" : `&continuation-token=${encodeURIComponent(token)}`;
        const page = await (await ask(`?list-type=2&prefix=${encodeURIComponent(PREFIX)}${more}`)).text();
        yield* objectsIn(page);
        token = /<NextContinuationToken>([^<]+)</.exec(page)?.[1];
      } while (token !== undefined);
    },
  };
}

function objectsIn(page: string): StoredFile[] {
  return [...page.matchAll(/<Contents>(.*?)<\/Contents>/gs)].flatMap(([, said = ""]) => {
    const value = (name: string) => new RegExp(`<${name}>([^<]*)<`).exec(said)?.[1] ?? "";
    const digest = value("Key").slice(PREFIX.length);
    return /^[\da-f]{64}$/.test(digest)
      ? [{ digest, size: Number(value("Size")), at: new Date(value("LastModified")) }]
      : [];
  });
}
