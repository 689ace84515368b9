import { subscribe } from "node:diagnostics_channel";
import { PEER_HEADER } from "@/lib/core/client-address";
import type { IncomingMessage } from "node:http";

/**
 * Writes the socket's address into every request's headers. Next shows only `x-forwarded-for`, and keeps whatever a
 * client put there.
 */
export function notePeerAddresses(): void {
  subscribe("http.server.request.start", (message) => {
    const { request } = message as { request: IncomingMessage };
    request.headers[PEER_HEADER] = request.socket.remoteAddress ?? "";
  });
}
