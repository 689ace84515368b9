import { createHash, createSign, generateKeyPairSync, randomBytes } from "node:crypto";
import type { AskingKnown, AskingNew } from "@/lib/auth/passkeys/schema";
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from "@simplewebauthn/server";

/*
 * An authenticator as WebAuthn describes it, written from the specification: keys on P-256, attestation "none".
 */

const sha256 = (bytes: string | Buffer) => createHash("sha256").update(bytes).digest();
const base64url = (bytes: string | Buffer) => Buffer.from(bytes).toString("base64url");

const PRESENT = 0x01;
const VERIFIED = 0x04;
const WITH_KEY = 0x40;

/** CBOR of byte strings below 64 kB, small numbers, texts and maps: all that is needed here. */
function cbor(value: Buffer | number | string | [unknown, unknown][]): Buffer {
  const head = (major: number, size: number) => {
    if (size < 24) return Buffer.from([(major << 5) | size]);
    return size < 256
      ? Buffer.from([(major << 5) | 24, size])
      : Buffer.from([(major << 5) | 25, size >> 8, size & 255]);
  };
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value]);
  if (typeof value === "number") return value < 0 ? head(1, -1 - value) : head(0, value);
  if (typeof value === "string") return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  return Buffer.concat([
    head(5, value.length),
    ...value.flatMap(([key, of]) => [cbor(key as number), cbor(of as string)]),
  ]);
}

type As = { origin?: string; host?: string; flags?: number; challenge?: string };

/** One key on one device, at an address; what it is told to do wrong it does. */
export function newAuthenticator(origin: string) {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const { x = "", y = "" } = publicKey.export({ format: "jwk" });
  const rawId = randomBytes(32);
  const id = base64url(rawId);
  let uses = 0;

  function said(type: string, challenge: string, as: As) {
    return JSON.stringify({ type, challenge: as.challenge ?? challenge, origin: as.origin ?? origin });
  }

  function data(flags: number, as: As, more = Buffer.alloc(0)) {
    const count = Buffer.alloc(4);
    count.writeUInt32BE(uses);
    const host = as.host ?? new URL(as.origin ?? origin).hostname;
    return Buffer.concat([sha256(host), Buffer.from([as.flags ?? flags]), count, more]);
  }

  function make({ options }: Pick<AskingNew, "options">, as: As = {}): RegistrationResponseJSON {
    const size = Buffer.from([rawId.length >> 8, rawId.length & 255]);
    const key = cbor([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, Buffer.from(x, "base64url")],
      [-3, Buffer.from(y, "base64url")],
    ]);
    const withKey = data(PRESENT | VERIFIED | WITH_KEY, as, Buffer.concat([Buffer.alloc(16), size, rawId, key]));
    const attestation = cbor([
      ["fmt", "none"],
      ["attStmt", []],
      ["authData", withKey],
    ]);
    const response = {
      clientDataJSON: base64url(said("webauthn.create", options.challenge, as)),
      attestationObject: base64url(attestation),
    };
    return { id, rawId: id, type: "public-key", clientExtensionResults: {}, response };
  }

  function sign({ options }: Pick<AskingKnown, "options">, as: As = {}): AuthenticationResponseJSON {
    uses++;
    const clientData = said("webauthn.get", options.challenge, as);
    const signed = data(PRESENT | VERIFIED, as);
    const signature = createSign("sha256")
      .update(Buffer.concat([signed, sha256(clientData)]))
      .sign(privateKey);
    const response = {
      clientDataJSON: base64url(clientData),
      authenticatorData: base64url(signed),
      signature: base64url(signature),
    };
    return { id, rawId: id, type: "public-key", clientExtensionResults: {}, response };
  }

  /** As if its counter had been turned back: another device with the same key. */
  const forget = () => {
    uses = 0;
  };

  return { id, make, sign, forget, present: PRESENT };
}
