import http from "node:http";
import https from "node:https";
import * as oidc from "openid-client";
import { claimAt } from "@/lib/auth/provider/claims";
import { bareIssuer, signingKeysIn, takesBasic, usable } from "@/lib/auth/provider/metadata";
import { ProviderTrouble, troubleOf } from "@/lib/auth/provider/problems";
import { isSafe } from "@/lib/auth/provider/schema";
import { checkedLookup, requireReach } from "@/lib/core/address-rules";
import { tokenHash } from "@/lib/core/token";
import type { Claims } from "@/lib/auth/provider/claims";
import type { Metadata } from "@/lib/auth/provider/metadata";
import type { ProviderAccess, ProviderFacts } from "@/lib/auth/provider/schema";

const REQUEST_MS = 5_000;
/** All of it, however many questions it takes. */
const DIALOGUE_MS = 10_000;
const AT_ONCE = 16;
const MOST_BYTES = 1_048_576;
/** What it says of itself is asked anew after so long. */
const KNOWN_MS = 10 * 60_000;
const MOST_KNOWN = 20;
/** So far apart may our clock and its be. */
const CLOCKS_S = 60;
/** Who somebody is was said just now, or not to us. */
const STALE_S = 600;

/** What is brought back by the browser that was sent to the provider. */
export type Going = { state: string; nonce: string; verifier: string; redirectUri: string };

/** Where to send somebody, and what they have to come back with. Throws `ProviderTrouble`. */
export async function wayTo(access: ProviderAccess, redirectUri: string): Promise<{ url: string; going: Going }> {
  return dialogue(async () => {
    const config = await known(access);
    const going = {
      state: oidc.randomState(),
      nonce: oidc.randomNonce(),
      verifier: oidc.randomPKCECodeVerifier(),
      redirectUri,
    };
    const url = oidc.buildAuthorizationUrl(config, {
      redirect_uri: redirectUri,
      response_type: "code",
      scope: access.scopes,
      state: going.state,
      nonce: going.nonce,
      code_challenge: await oidc.calculatePKCECodeChallenge(going.verifier),
      code_challenge_method: "S256",
    });
    return { url: url.href, going };
  });
}

/** The provider said no instead of who somebody is: by one of OAuth's codes. */
export class ProviderRefusal extends Error {
  readonly code: string;

  constructor(code: string) {
    super("refused");
    this.code = code;
  }
}

export type Told = { issuer: string; sub: string; claims: Claims };

/**
 * Who somebody is, by what they came back with. Throws `ProviderRefusal` where the provider said no, and `ProviderTrouble`
 * for all that isn't as it has to be: issuer, signature, audience, nonce and times are checked here, and nowhere left out.
 */
export async function whoCame(access: ProviderAccess, query: URLSearchParams, going: Going): Promise<Told> {
  return dialogue(async () => {
    const config = await known(access);
    const { issuer, userinfo_endpoint: more } = config.serverMetadata();
    const back = new URL(going.redirectUri);
    back.search = query.toString();
    const tokens = await oidc
      .authorizationCodeGrant(config, back, {
        pkceCodeVerifier: going.verifier,
        expectedState: going.state,
        expectedNonce: going.nonce,
        idTokenExpected: true,
      })
      .catch((error: unknown) => {
        throw error instanceof oidc.AuthorizationResponseError ? new ProviderRefusal(error.error) : error;
      });
    const said = tokens.claims();
    if (!said) throw new ProviderTrouble("no_token");
    requireOurs(said, access.clientId);
    const claims =
      more !== undefined && lacks(said, access)
        ? together(said, await askMore(config, tokens.access_token, said.sub))
        : said;
    return { issuer, sub: said.sub, claims };
  });
}

/** What the provider says of itself, as it is asked now and without anybody's sign-in. Throws `ProviderTrouble`. */
export async function factsOf(access: ProviderAccess): Promise<ProviderFacts> {
  return dialogue(async () => {
    const fetch = fetchBy(access.ca);
    const metadata = await discover(access, fetch);
    const keys = signingKeysIn(await readJson(fetch, metadata.jwks_uri));
    if (keys === 0) throw new ProviderTrouble("no_keys");
    return {
      issuer: metadata.issuer,
      authorizationEndpoint: metadata.authorization_endpoint,
      tokenEndpoint: metadata.token_endpoint,
      userinfoEndpoint: metadata.userinfo_endpoint ?? null,
      keys,
      saysPkce: metadata.code_challenge_methods_supported !== undefined,
      saysIssuer: metadata.authorization_response_iss_parameter_supported === true,
    };
  });
}

type Known = { config: oidc.Configuration; until: number };
type Kept = { running: number; known: Map<string, Known> };
const kept: Kept = ((globalThis as { __provider?: Kept }).__provider ??= { running: 0, known: new Map() });

/** Of a provider that is slow not more wait than this, and none for longer than is said above. */
async function dialogue<T>(work: () => Promise<T>): Promise<T> {
  if (kept.running >= AT_ONCE) throw new ProviderTrouble("busy");
  kept.running++;
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<never>((_, fail) => {
    timer = setTimeout(() => {
      fail(new ProviderTrouble("no_answer"));
    }, DIALOGUE_MS);
  });
  try {
    return await Promise.race([work(), over]);
  } catch (error) {
    throw error instanceof ProviderRefusal ? error : troubleOf(error);
  } finally {
    clearTimeout(timer);
    kept.running--;
  }
}

/** What this process knows of it, for some minutes and as long as the settings are the same. */
async function known(access: ProviderAccess): Promise<oidc.Configuration> {
  const key = tokenHash(JSON.stringify([access.issuer, access.clientId, access.secret, access.ca]));
  const found = kept.known.get(key);
  if (found && found.until > Date.now()) return found.config;
  const config = configured(access, await discover(access, fetchBy(access.ca)));
  if (kept.known.size >= MOST_KNOWN) kept.known.clear();
  kept.known.set(key, { config, until: Date.now() + KNOWN_MS });
  return config;
}

function configured(access: ProviderAccess, metadata: Metadata): oidc.Configuration {
  const { clientId, secret, ca } = access;
  const proof = takesBasic(metadata) ? oidc.ClientSecretBasic(secret) : oidc.ClientSecretPost(secret);
  const config = new oidc.Configuration(metadata, clientId, { [oidc.clockTolerance]: CLOCKS_S }, proof);
  config[oidc.customFetch] = fetchBy(ca);
  // Also where it came straight from the provider.
  oidc.enableNonRepudiationChecks(config);
  // Without encryption only on this machine, which each request is asked for.
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- so marked as a warning
  if (new URL(metadata.issuer).protocol === "http:") oidc.allowInsecureRequests(config);
  return config;
}

type Fetch = oidc.CustomFetch;

async function discover({ issuer }: ProviderAccess, fetch: Fetch): Promise<Metadata> {
  const said = await readJson(fetch, `${bareIssuer(issuer)}/.well-known/openid-configuration`);
  return usable(said, issuer);
}

/** As OpenID Connect has it; it is kept, and what is kept has no signs that nobody sees. */
const SUBJECT = /^[\x21-\x7e][\x20-\x7e]{0,254}$/;

/** Beyond what the library asks: said of somebody, to nobody else, and just now. */
function requireOurs({ sub, azp, iat }: oidc.IDToken, clientId: string): void {
  if (!SUBJECT.test(sub)) throw new ProviderTrouble("bad_token", "sub");
  if (azp !== undefined && azp !== clientId) throw new ProviderTrouble("bad_token", "azp");
  const age = Date.now() / 1000 - iat;
  if (age < -CLOCKS_S || age > STALE_S) throw new ProviderTrouble("clock", "iat");
}

async function askMore(config: oidc.Configuration, token: string, sub: string): Promise<Claims> {
  try {
    return await oidc.fetchUserInfo(config, token, sub);
  } catch (error) {
    const { problem, detail } = troubleOf(error);
    // It says no to its own token, and not to us.
    throw new ProviderTrouble(problem === "client_refused" || problem === "code_refused" ? "status" : problem, detail);
  }
}

/** Some say who it is in the token and the rest only when asked. */
function lacks(said: Claims, { groupsClaim }: ProviderAccess): boolean {
  const hasMail = said["email"] !== undefined && said["email_verified"] !== undefined;
  return !hasMail || claimAt(said, groupsClaim) === undefined;
}

/** The token's word counts; an address and whether it is verified are of one piece. */
function together(said: Claims, more: Claims): Claims {
  const mail = said["email_verified"] === undefined && more["email"] !== undefined;
  const { email, email_verified } = more;
  return { ...more, ...said, ...(mail && { email, email_verified }) };
}

async function readJson(fetch: Fetch, address: string): Promise<object> {
  const response = await fetch(address, {
    ...{ method: "GET", headers: { accept: "application/json" }, body: undefined, redirect: "manual" },
  });
  if (response.status !== 200) throw new ProviderTrouble("status", String(response.status));
  const said: unknown = await response.json().catch(() => undefined);
  if (typeof said !== "object" || said === null || Array.isArray(said)) throw new ProviderTrouble("not_json");
  return said;
}

/**
 * Asks by Node's own means: the address is judged in the socket's look-up, nothing is followed, and what is too slow or too
 * large is broken off.
 */
function fetchBy(ca: string): Fetch {
  return async (address, { method, headers, body, signal }) => {
    const url = new URL(address);
    if (!isSafe(url)) throw new ProviderTrouble("not_https", url.host);
    requireReach(url, "everywhere");
    const bound = AbortSignal.timeout(REQUEST_MS);
    const { status, type, bytes } = await ask(url, {
      ...{ method, ca, signal: signal ? AbortSignal.any([bound, signal]) : bound, headers },
      body: typeof body === "string" || body instanceof URLSearchParams ? body.toString() : "",
    });
    if (status >= 300 && status < 400) throw new ProviderTrouble("redirected", url.host);
    return new Response(status === 204 || status === 205 ? null : bytes, {
      status,
      headers: { "content-type": type },
    });
  };
}

type Question = { method: string; ca: string; signal: AbortSignal; headers: Record<string, string>; body: string };
type Answer = { status: number; type: string; bytes: Buffer<ArrayBuffer> };

function ask(url: URL, { method, ca, signal, headers, body }: Question): Promise<Answer> {
  const options = {
    ...{ method, signal, agent: false, lookup: checkedLookup("everywhere") },
    ...(ca !== "" && { ca }),
    headers: {
      ...headers,
      "user-agent": "LeadsManager",
      ...(body !== "" && { "content-length": Buffer.byteLength(body) }),
    },
  };
  return new Promise((done, failed) => {
    const request = (url.protocol === "https:" ? https : http).request(url, options, (response) => {
      const status = response.statusCode ?? 0;
      const type = response.headers["content-type"] ?? "";
      whole(response).then((bytes) => {
        done({ status, type, bytes });
      }, failed);
    });
    request.on("error", failed);
    request.end(body);
  });
}

async function whole(response: http.IncomingMessage): Promise<Buffer<ArrayBuffer>> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of response as AsyncIterable<Buffer>) {
    size += part.byteLength;
    if (size > MOST_BYTES) throw new ProviderTrouble("too_big");
    parts.push(part);
  }
  return Buffer.concat(parts);
}
