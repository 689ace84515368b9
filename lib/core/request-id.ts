import { newId } from "@/lib/core/id";

/** The id a proxy in front gave the request, if it is one we would dare to log and keep, or a new one. */
export function requestIdOf(headers: Headers, otherwise: string = newId()): string {
  const given = headers.get("x-request-id") ?? "";
  return /^[\w.-]{8,64}$/.test(given) ? given : otherwise;
}
