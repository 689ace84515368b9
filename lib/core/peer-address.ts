import { subscribe } from "node:diagnostics_channel";
import { addressesIn, PEER_HEADER, plainAddress } from "@/lib/core/client-address";
import { env } from "@/lib/core/env";
import type { IncomingHttpHeaders, IncomingMessage } from "node:http";

/** What these say decides links, redirects and whether a cookie needs https. */
const SAID_BY_PROXIES = ["x-forwarded-host", "x-forwarded-proto", "x-forwarded-port"];

/**
 * Writes the socket's address into every request's headers: Next shows only `x-forwarded-for`, and keeps whatever a
 * client put there. What only a proxy of ours may say is taken away from everybody else.
 */
export function notePeerAddresses(trusted: readonly string[] = env().TRUSTED_PROXIES): void {
  const isTrusted = addressesIn(trusted);
  subscribe("http.server.request.start", (message) => {
    const { request } = message as { request: IncomingMessage };
    notePeer(request.headers, request.socket.remoteAddress ?? "", isTrusted);
  });
}

function notePeer(headers: IncomingHttpHeaders, address: string, isTrusted: (address: string) => boolean): void {
  headers[PEER_HEADER] = address;
  if (isTrusted(plainAddress(address))) return;
  for (const name of SAID_BY_PROXIES) Reflect.deleteProperty(headers, name);
}
