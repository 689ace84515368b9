import type { Metadata, Viewport } from "next";
import localFont from "next/font/local";
import { headers } from "next/headers";
import { getLocale, getTranslations } from "next-intl/server";
import { RoomWords } from "@/components/shell/room-words";
import { Providers } from "@/components/shell/providers";
import "@/app/globals.css";

const inter = localFont({
  src: "../node_modules/@fontsource-variable/inter/files/inter-latin-wght-normal.woff2",
  weight: "100 900",
  variable: "--font-inter",
});

// Asked for by the browser only when a name needs one of these letters.
const interExtended = localFont({
  src: "../node_modules/@fontsource-variable/inter/files/inter-latin-ext-wght-normal.woff2",
  weight: "100 900",
  variable: "--font-inter-ext",
  preload: false,
  adjustFontFallback: false,
  declarations: [{ prop: "unicode-range", value: "U+0100-02BA, U+1E00-1EFF, U+20A0-20AB, U+20AD-20C0" }],
});

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("common");
  const name = t("productName");
  return { title: { default: name, template: `%s — ${name}` }, robots: { index: false, follow: false } };
}

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  viewportFit: "cover",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#fafafb" },
    { media: "(prefers-color-scheme: dark)", color: "#0f1012" },
  ],
};

export default async function RootLayout({ children }: { children: React.ReactNode }) {
  const [locale, sent] = await Promise.all([getLocale(), headers()]);
  return (
    // The theme's class is set by a script before React wakes up.
    <html lang={locale} className={`${inter.variable} ${interExtended.variable}`} suppressHydrationWarning>
      <body>
        <RoomWords of={[]}>
          <Providers nonce={sent.get("x-nonce") ?? undefined}>
            <div className="page-root">{children}</div>
          </Providers>
        </RoomWords>
      </body>
    </html>
  );
}
