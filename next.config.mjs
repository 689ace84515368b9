import createNextIntlPlugin from "next-intl/plugin";

/** @type {import("next").NextConfig} */
const config = {
  serverExternalPackages: ["pg-boss", "pg", "pino", "@node-rs/argon2", "@prisma/adapter-pg"],
  poweredByHeader: false,
  // Types are checked by npm test; whoever installs needn't wait for it again.
  typescript: { ignoreBuildErrors: true },
  // Form plugins follow no redirect, or follow it as a GET: a webhook's address works with and without a slash at its end.
  skipTrailingSlashRedirect: true,
  // Pages have theirs from proxy.ts, which no route passes.
  headers: () => [{ source: "/api/:path*", headers: [{ key: "X-Content-Type-Options", value: "nosniff" }] }],
  // A note of a hundred pages is edited in one request, with what it said before.
  experimental: { serverActions: { bodySizeLimit: "4mb" } },
  devIndicators: false,
  // A page's title comes in its first answer, not after it: a screen reader and a tab tell it at once.
  htmlLimitedBots: /.*/,
};

export default createNextIntlPlugin("./lib/i18n/request.ts")(config);
