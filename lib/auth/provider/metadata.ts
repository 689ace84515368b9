import { ProviderTrouble } from "@/lib/auth/provider/problems";
import { isSafe } from "@/lib/auth/provider/schema";
import type { ServerMetadata } from "openid-client";

/** Signed by a key that only the provider has; whoever checks it can't sign. */
const SIGNING = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA", "Ed25519"];
/** What kinds of key do that. */
const KEY_KINDS = ["RSA", "EC", "OKP"];
const [BASIC, POST] = ["client_secret_basic", "client_secret_post"];

export type Metadata = ServerMetadata & Record<"authorization_endpoint" | "token_endpoint" | "jwks_uri", string>;
type SaidOfItself = Partial<Metadata>;

/** An issuer is the same with and without a slash at its end. */
export const bareIssuer = (issuer: string): string => issuer.replace(/\/+$/, "");

/** What a provider says of itself: where it is and what it can, refused where that isn't enough. */
export function usable(said: SaidOfItself, issuer: string): Metadata {
  // To the letter: a server that answers for several names each of them by its own.
  if (typeof said.issuer !== "string" || bareIssuer(said.issuer) !== bareIssuer(issuer))
    throw new ProviderTrouble("issuer_differs", typeof said.issuer === "string" ? said.issuer : "");
  requireAddresses(said);
  const lists = (name: string, value: string) => {
    const list = said[name];
    return list === undefined || (Array.isArray(list) && list.includes(value));
  };
  if (!lists("response_types_supported", "code")) throw new ProviderTrouble("no_code");
  if (!lists("code_challenge_methods_supported", "S256")) throw new ProviderTrouble("no_s256");
  const proofs = "token_endpoint_auth_methods_supported";
  if (!lists(proofs, BASIC) && !lists(proofs, POST)) throw new ProviderTrouble("no_client_auth");
  const signing = SIGNING.filter((way) => lists("id_token_signing_alg_values_supported", way));
  if (signing.length === 0) throw new ProviderTrouble("no_signing");
  return { ...(said as Metadata), id_token_signing_alg_values_supported: signing };
}

function requireAddresses(said: SaidOfItself): void {
  for (const name of ["authorization_endpoint", "token_endpoint", "jwks_uri", "userinfo_endpoint"] as const) {
    const address = said[name];
    if (address === undefined && name === "userinfo_endpoint") continue;
    if (typeof address !== "string" || !URL.canParse(address)) throw new ProviderTrouble("no_endpoints", name);
    if (!isSafe(new URL(address))) throw new ProviderTrouble("not_https", name);
  }
}

/** How the secret is sent: as most do or, where that isn't taken, in the body. */
export function takesBasic({ token_endpoint_auth_methods_supported: ways = [BASIC] }: Metadata): boolean {
  return ways.includes(BASIC);
}

/** How many keys there are to check signatures by. */
export function signingKeysIn({ keys }: { keys?: unknown }): number {
  return (Array.isArray(keys) ? keys : []).filter(isSigningKey).length;
}

function isSigningKey(key: unknown): boolean {
  const { kty, use } = (key ?? {}) as { kty?: unknown; use?: unknown };
  return KEY_KINDS.some((kind) => kind === kty) && (use === undefined || use === "sig");
}
