"use client";

import { CSPProvider } from "@base-ui/react/csp-provider";
import { ThemeProvider } from "next-themes";
import { useFirmPress } from "@/components/form/firm-press";
import { Toaster } from "@/components/ui/toaster";

/** What every page stands in: theme, the nonce for inline scripts, toasts. */
export function Providers({ nonce, children }: { nonce: string | undefined; children: React.ReactNode }) {
  useFirmPress();
  const given = nonce === undefined ? {} : { nonce };
  return (
    <CSPProvider {...given}>
      <ThemeProvider attribute="class" disableTransitionOnChange enableColorScheme={false} {...given}>
        {children}
        <Toaster />
      </ThemeProvider>
    </CSPProvider>
  );
}
