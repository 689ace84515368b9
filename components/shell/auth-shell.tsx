import { getTranslations } from "next-intl/server";
import { BrandMark } from "@/components/shell/brand-mark";
import { LanguageSwitch } from "@/components/shell/language-switch";

type AuthShellProps = {
  /** Without one, the page brings its own h1. */
  title?: React.ReactNode;
  description?: React.ReactNode;
  footer?: React.ReactNode;
  wide?: boolean;
  children: React.ReactNode;
};

/** Sign-in, set-up and invitation: one card, nothing to get lost in. */
export async function AuthShell({ title, description, footer, wide = false, children }: AuthShellProps) {
  const t = await getTranslations("common");
  return (
    <div className="flex min-h-dvh flex-col bg-sidebar">
      <header className="flex h-14 items-center justify-between px-4 sm:px-6">
        <span className="flex items-center gap-2.5 text-base font-semibold tracking-tight">
          <BrandMark />
          {t("productName")}
        </span>
        <LanguageSwitch />
      </header>
      <main className="flex flex-1 flex-col items-center px-4 pt-[min(9dvh,5rem)] pb-16">
        <div className={wide ? "w-full max-w-xl" : "w-full max-w-sm"}>
          <div className="rounded-xl border bg-surface p-6 shadow-popup sm:p-8">
            {title !== undefined && <h1 className="text-2xl font-semibold tracking-tight text-balance">{title}</h1>}
            {description !== undefined && <p className="mt-1.5 text-base text-muted-foreground">{description}</p>}
            <div className={title === undefined ? "" : "mt-6"}>{children}</div>
          </div>
          {footer !== undefined && footer !== false && (
            <div className="mt-5 text-center text-sm text-muted-foreground">{footer}</div>
          )}
        </div>
      </main>
    </div>
  );
}
