import { AtSign } from "lucide-react";
import { Link } from "@/components/ui/link";
import { getLocale, getTranslations } from "next-intl/server";
import { NoteWords } from "@/components/leads/notes/note-words";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { requireCtx } from "@/lib/auth/session";
import { formatDateTime, formatRelative } from "@/lib/core/format";
import { ownMentions } from "@/lib/leads/notes/queries";

export async function generateMetadata() {
  return { title: (await getTranslations("mentions"))("title") };
}

/** Notes that name the reader. */
export default async function MentionsPage() {
  const ctx = await requireCtx();
  const [t, locale, rows] = await Promise.all([getTranslations("mentions"), getLocale(), ownMentions(ctx)]);
  const to = { locale, timeZone: ctx.actor.timeZone };
  const now = ctx.now().toISOString();
  return (
    <div className="mx-auto flex max-w-3xl flex-col gap-6">
      <PageHeader title={t("title")} description={t("text")} />
      <Card>
        {rows.length === 0 ? (
          <EmptyState icon={<AtSign />} title={t("none")} description={t("noneText")} />
        ) : (
          <ul className="divide-y">
            {rows.map((row) => (
              <li key={row.noteId}>
                <Link href={`/leads/${row.leadNumber}`} className="block px-4 py-3 hover:bg-hover">
                  <span className="flex flex-wrap items-baseline justify-between gap-x-3">
                    <span className="min-w-0 font-medium wrap-anywhere">
                      {t("by", { author: row.author, lead: row.leadName || row.leadLabel })}
                    </span>
                    <time
                      dateTime={row.at}
                      title={formatDateTime(row.at, to)}
                      className="text-xs text-muted-foreground"
                    >
                      {formatRelative(row.at, now, to)}
                    </time>
                  </span>
                  <span dir="auto" className="mt-0.5 line-clamp-3 text-sm wrap-anywhere">
                    <NoteWords body={row.body} names={row.names} />
                  </span>
                  <span className="mt-0.5 block text-xs text-muted-foreground">{row.leadLabel}</span>
                </Link>
              </li>
            ))}
          </ul>
        )}
      </Card>
    </div>
  );
}
