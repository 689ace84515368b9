import type { Instrumentation } from "next";

export async function register(): Promise<void> {
  if (process.env["NEXT_RUNTIME"] !== "nodejs") return;
  const { notePeerAddresses } = await import("@/lib/core/peer-address");
  const { mendRequests } = await import("@/lib/core/request-path");
  const { boot } = await import("@/lib/jobs/boot");
  notePeerAddresses();
  mendRequests();
  await boot();
}

export const onRequestError: Instrumentation.onRequestError = async (error, request, context) => {
  if (process.env["NEXT_RUNTIME"] !== "nodejs") return;
  const { logger } = await import("@/lib/core/logger");
  // The route's pattern, not its address: that may hold a token.
  logger.error({ err: error, method: request.method, route: context.routePath }, "request failed");
};
