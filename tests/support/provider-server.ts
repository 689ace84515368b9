import { createHash, createHmac, createSign, generateKeyPairSync, randomBytes } from "node:crypto";
import http from "node:http";
import https from "node:https";
import { certificate } from "./directory-server";
import type { KeyObject } from "node:crypto";
import type { AddressInfo } from "node:net";

export const CLIENT = { id: "leads", secret: "el secreto del cliente: + & %" };

/** How it behaves at which of its doors; a door that isn't named is well. */
type Mood = "well" | "closing" | "silent" | "html" | "failing" | "denying" | "huge" | "elsewhere";
type Door = "discovery" | "keys" | "token" | "userinfo";
type Signing = "ours" | "another's" | "none" | "secret";
export type Claims = Record<string, unknown>;

/** A provider that does as it is told: everything right, or one thing wrong. */
export type ProviderDoor = {
  issuer: string;
  moods: Partial<Record<Door, Mood>>;
  /** What it says of itself otherwise. */
  metadata: Record<string, unknown>;
  /** What is said where more is asked about somebody; nothing: it isn't offered. */
  more: Claims | undefined;
  signing: Signing;
  /** What stands otherwise in the token. */
  alter: Claims;
  asked: Door[];
  /** As if somebody had signed in there: the address their browser is sent back to. */
  letGo: (url: string, person: Claims, more?: Record<string, string>) => URL;
  /** As if nobody had. */
  sendBack: (url: string, error: string) => URL;
  /** From now on it signs with another key of its own. */
  rotate: () => void;
  close: () => Promise<void>;
};

type Code = { challenge: string; nonce: string; redirectUri: string; person: Claims };

const pair = () => generateKeyPairSync("rsa", { modulusLength: 2048 });
let keys: { ours: ReturnType<typeof pair>; another: ReturnType<typeof pair> } | undefined;

/** `secure`: with the certificate of the house's own authority, at localhost. */
export async function openProvider({ secure = false } = {}): Promise<ProviderDoor> {
  keys ??= { ours: pair(), another: pair() };
  const { ours, another } = keys;
  let [signing, kid] = [ours, "k1"];
  const codes = new Map<string, Code>();
  const server = secure
    ? https.createServer({ cert: certificate("server"), key: certificate("server-key") })
    : http.createServer();
  server.on("request", (request: http.IncomingMessage, response: http.ServerResponse) => {
    void answer(request, response);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  const issuer = secure ? `https://localhost:${port}` : `http://127.0.0.1:${port}`;
  const door: ProviderDoor = {
    ...{ issuer, moods: {}, metadata: {}, more: undefined, signing: "ours", alter: {}, asked: [] },
    letGo: (url, person, more = {}) => {
      const asked = new URL(url).searchParams;
      const code = randomBytes(16).toString("hex");
      const redirectUri = asked.get("redirect_uri") ?? "";
      codes.set(code, {
        ...{ redirectUri, person, challenge: asked.get("code_challenge") ?? "", nonce: asked.get("nonce") ?? "" },
      });
      return back(redirectUri, { code, state: asked.get("state") ?? "", iss: issuer, ...more });
    },
    sendBack: (url, error) => {
      const asked = new URL(url).searchParams;
      const said = { error, error_description: "<b>texto del proveedor</b>", state: asked.get("state") ?? "" };
      return back(asked.get("redirect_uri") ?? "", { ...said, iss: issuer });
    },
    rotate: () => {
      [signing, kid] = [pair(), "k2"];
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };

  async function answer(request: http.IncomingMessage, response: http.ServerResponse) {
    const which = DOORS[(request.url ?? "").split("?")[0] ?? ""];
    if (!which) return response.writeHead(404).end();
    door.asked.push(which);
    const mood = door.moods[which] ?? "well";
    if (mood !== "well") return misbehave(mood, response);
    const body = new URLSearchParams(await read(request));
    const said = { discovery, keys: jwks, token, userinfo }[which](body, request);
    return json(response, "error" in said ? 400 : 200, said);
  }

  const discovery = (): Claims => ({
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/keys`,
    ...(door.more && { userinfo_endpoint: `${issuer}/userinfo` }),
    response_types_supported: ["code"],
    code_challenge_methods_supported: ["S256"],
    id_token_signing_alg_values_supported: ["RS256", "HS256", "none"],
    authorization_response_iss_parameter_supported: true,
    ...door.metadata,
  });

  const jwks = (): Claims => ({ keys: [{ ...signing.publicKey.export({ format: "jwk" }), kid, use: "sig" }] });

  const userinfo = (): Claims => door.more ?? {};

  function token(body: URLSearchParams, request: http.IncomingMessage): Claims {
    const code = codes.get(body.get("code") ?? "");
    codes.delete(body.get("code") ?? "");
    const told = Buffer.from((request.headers.authorization ?? "").replace(/^Basic /, ""), "base64").toString();
    const [id, secret] = told.split(":").map((part) => decodeURIComponent(part.replaceAll("+", " ")));
    if (id !== CLIENT.id || secret !== CLIENT.secret) return { error: "invalid_client" };
    const challenge = createHash("sha256")
      .update(body.get("code_verifier") ?? "")
      .digest("base64url");
    if (code?.challenge !== challenge || code.redirectUri !== body.get("redirect_uri"))
      return { error: "invalid_grant", error_description: "<b>texto del proveedor</b>" };
    const now = Math.floor(Date.now() / 1000);
    const claims = {
      ...{ iss: issuer, aud: CLIENT.id, iat: now, exp: now + 300, nonce: code.nonce },
      ...code.person,
      ...door.alter,
    };
    return { access_token: "a", token_type: "Bearer", id_token: signed(claims) };
  }

  function signed(claims: Claims): string {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
    const alg = { ours: "RS256", "another's": "RS256", none: "none", secret: "HS256" }[door.signing];
    const text = `${part({ alg, kid })}.${part(claims)}`;
    if (door.signing === "none") return `${text}.`;
    if (door.signing === "secret")
      return `${text}.${createHmac("sha256", CLIENT.secret).update(text).digest("base64url")}`;
    const key: KeyObject = door.signing === "ours" ? signing.privateKey : another.privateKey;
    return `${text}.${createSign("RSA-SHA256").update(text).sign(key, "base64url")}`;
  }

  return door;
}

const DOORS: Partial<Record<string, Door>> = {
  "/.well-known/openid-configuration": "discovery",
  "/keys": "keys",
  "/token": "token",
  "/userinfo": "userinfo",
};

function back(redirectUri: string, said: Record<string, string>): URL {
  const url = new URL(redirectUri);
  for (const [name, value] of Object.entries(said)) url.searchParams.set(name, value);
  return url;
}

function misbehave(mood: Exclude<Mood, "well">, response: http.ServerResponse) {
  if (mood === "closing") return response.destroy();
  // Kept waiting until whoever asked gives up.
  if (mood === "silent") return response.writeHead(200, { "content-type": "application/json" }).write("{");
  if (mood === "failing") return json(response, 503, { error: "<b>texto del proveedor</b>" });
  if (mood === "denying") return response.writeHead(401, { "www-authenticate": 'Bearer error="invalid_token"' }).end();
  if (mood === "elsewhere") return response.writeHead(302, { location: "http://127.0.0.1:1/" }).end();
  if (mood === "huge") return json(response, 200, { issuer: "x".repeat(3_000_000) });
  return response.writeHead(200, { "content-type": "text/html" }).end("<h1>Portal</h1>");
}

function json(response: http.ServerResponse, status: number, said: Claims) {
  return response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(said));
}

async function read(request: http.IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request as AsyncIterable<Buffer>) parts.push(part);
  return Buffer.concat(parts).toString("utf8");
}
