import { ArrowRight, Unplug, Users } from "lucide-react";
import { Link } from "@/components/ui/link";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { DemoChoice } from "@/components/demo/demo-choice";
import { LinkButton } from "@/components/ui/link-button";
import { requireCtx } from "@/lib/auth/session";
import { scopeOf } from "@/lib/core/ctx";
import { env } from "@/lib/core/env";
import { demoProgress } from "@/lib/demo/queries";
import type { LucideIcon } from "lucide-react";

export async function generateMetadata() {
  const t = await getTranslations("setUp");
  return { title: t("connectTitle") };
}

/** Where the first admin lands after the set-up. */
export default async function StartPage() {
  const ctx = await requireCtx();

  if (!scopeOf(ctx.actor, "intake.manage")) redirect("/");
  const t = await getTranslations("setUp");
  return (
    <div className="mx-auto max-w-2xl pt-[min(8dvh,4rem)]">
      <h1 className="text-2xl font-semibold tracking-tight text-balance">
        {t("startTitle", { name: ctx.actor.name.split(" ")[0] ?? "" })}
      </h1>
      <p className="mt-1.5 text-base text-muted-foreground">{t("startText")}</p>
      <ul className="mt-7 grid gap-3 sm:grid-cols-2">
        <Choice href="/intake/sources/new" Icon={Unplug} title={t("connectTitle")} text={t("connectText")} />
        <li>
          <DemoChoice initial={await demoProgress(ctx)} publicUrl={env().PUBLIC_URL} />
        </li>
        <Choice href="/users/new" Icon={Users} title={t("usersTitle")} text={t("usersText")} />
      </ul>
      <LinkButton href="/" variant="link" className="mt-6 px-0">
        {t("later")}
      </LinkButton>
    </div>
  );
}

function Choice({ href, Icon, title, text }: { href: string; Icon: LucideIcon; title: string; text: string }) {
  return (
    <li>
      <Link
        href={href}
        className="group flex h-full flex-col rounded-xl border bg-surface p-5 shadow-card transition-colors hover:border-accent"
      >
        <span className="grid size-10 place-items-center rounded-lg bg-accent-soft text-accent-text">
          <Icon aria-hidden className="size-5" />
        </span>
        <span className="mt-4 flex items-center gap-1.5 text-base font-semibold tracking-tight">
          {title}
          <ArrowRight
            aria-hidden
            className="size-4 text-muted-foreground transition-transform group-hover:translate-x-0.5"
          />
        </span>
        <span className="mt-1 text-sm text-muted-foreground">{text}</span>
      </Link>
    </li>
  );
}
