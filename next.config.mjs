import createNextIntlPlugin from "next-intl/plugin";

/** @type {import("next").NextConfig} */
const config = {
  serverExternalPackages: ["pg-boss", "pg", "pino", "@node-rs/argon2", "@prisma/adapter-pg"],
  poweredByHeader: false,
  devIndicators: false,
};

export default createNextIntlPlugin("./lib/i18n/request.ts")(config);
