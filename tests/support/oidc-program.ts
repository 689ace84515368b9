import { generateKeyPairSync } from "node:crypto";
import http from "node:http";
import { Provider } from "oidc-provider";
import type { AddressInfo } from "node:net";

/**
 * A real identity provider (`oidc-provider`) in a process of its own: it is a module of its own kind, and speaks on the
 * console. It is told over the channel who there is, and says when it stands.
 */
type Person = Record<string, unknown>;
let people: Record<string, Person> = {};

const [clientId = "", secret = "", redirectUri = ""] = process.argv.slice(2);
const server = http.createServer();
server.listen(0, "127.0.0.1", () => {
  const { port } = server.address() as AddressInfo;
  serve(`http://127.0.0.1:${port}`);
});

function serve(issuer: string): void {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const provider = new Provider(issuer, {
    jwks: { keys: [{ ...privateKey.export({ format: "jwk" }), use: "sig", alg: "RS256", kid: "one" }] },
    cookies: { keys: ["a key of the cookies"] },
    clients: [
      {
        client_id: clientId,
        client_secret: secret,
        redirect_uris: [redirectUri],
        response_types: ["code"],
        grant_types: ["authorization_code"],
      },
    ],
    pkce: { required: () => true },
    scopes: ["openid", "email", "profile"],
    claims: {
      openid: ["sub"],
      email: ["email", "email_verified"],
      profile: ["given_name", "family_name", "preferred_username", "groups"],
    },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_ctx, { uid }) => `/interaction/${uid}` },
    findAccount: (_ctx, sub) => people[sub] && { accountId: sub, claims: () => ({ sub, ...people[sub] }) },
    // Whoever is in was asked by the house, and isn't asked again by each of its programs.
    loadExistingGrant: async ({ oidc }) => {
      const grant = new oidc.provider.Grant({
        clientId: oidc.client.clientId,
        accountId: oidc.session.accountId,
      });
      grant.addOIDCScope("openid email profile");
      await grant.save();
      return grant;
    },
  });
  const answer = provider.callback();
  server.on("request", (request, response) => {
    const path = request.url ?? "";
    if (!path.startsWith("/interaction/")) {
      answer(request, response);
      return;
    }
    if (request.method !== "POST") {
      response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(page(path));
      return;
    }
    void read(request).then((typed) => {
      const sub = typed.get("who") ?? "";
      const result = people[sub]
        ? { login: { accountId: sub } }
        : { error: "access_denied", error_description: "<b>texto del proveedor</b>" };
      return provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
    });
  });
  process.send?.({ issuer });
}

process.on("message", (told: Record<string, Person>) => {
  people = told;
  process.send?.({ told: true });
});
process.on("disconnect", () => {
  process.exit(0);
});

function page(path: string): string {
  return `<!doctype html><html lang="es"><head><title>Cuenta de la empresa</title><link rel="icon" href="data:,">
<meta name="viewport" content="width=device-width"></head><body><main><h1>Cuenta de la empresa</h1>
<form method="post" action="${path}"><label>Quién <input name="who"></label>
<button>Continuar</button></form></main></body></html>`;
}

async function read(request: http.IncomingMessage): Promise<URLSearchParams> {
  const parts: Buffer[] = [];
  for await (const part of request as AsyncIterable<Buffer>) parts.push(part);
  return new URLSearchParams(Buffer.concat(parts).toString("utf8"));
}
