import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { addressesIn, PEER_HEADER, plainAddress } from "@/lib/core/client-address";
import { env } from "@/lib/core/env";
import type { IncomingHttpHeaders, IncomingMessage } from "node:http";

/** What these say decides links, redirects and whether a cookie needs https. */
const SAID_BY_PROXIES = ["x-forwarded-host", "x-forwarded-proto", "x-forwarded-port"];

const STARTS = "http.server.request.start";

/**
 * Writes the socket's address into every request's headers: Next shows only `x-forwarded-for`, and keeps whatever a
 * client put there. What only a proxy of ours may say is taken away from everybody else. Answers how to stop.
 */
export function notePeerAddresses(trusted: readonly string[] = env().TRUSTED_PROXIES): () => void {
  const isTrusted = addressesIn(trusted);
  const note = (message: unknown) => {
    const { request } = message as { request: IncomingMessage };
    notePeer(request.headers, request.socket.remoteAddress ?? "", isTrusted);
  };
  subscribe(STARTS, note);
  return () => {
    unsubscribe(STARTS, note);
  };
}

function notePeer(headers: IncomingHttpHeaders, address: string, isTrusted: (address: string) => boolean): void {
  headers[PEER_HEADER] = address;
  if (isTrusted(plainAddress(address))) return;
  for (const name of SAID_BY_PROXIES) Reflect.deleteProperty(headers, name);
}
