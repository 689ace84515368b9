import { getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import { ReplayCard } from "@/components/intake/inbox/replay-card";
import { ReplayedTable } from "@/components/intake/inbox/replayed-table";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { requireActor } from "@/lib/auth/session";
import { scopeOf } from "@/lib/core/ctx";
import { ctxFor } from "@/lib/core/define-action";
import { Outcome } from "@/lib/core/errors";
import { isId, newId } from "@/lib/core/id";
import { canManageIntake } from "@/lib/intake/policy";
import { replayedRows, replayProgress } from "@/lib/intake/replaying/queries";

type Props = { params: Promise<{ replayId: string }> };

export async function generateMetadata() {
  return { title: (await getTranslations("inbox"))("replay") };
}

export default async function ReplayPage({ params }: Props) {
  const [actor, { replayId }, t, intake] = await Promise.all([
    requireActor(),
    params,
    getTranslations("inbox"),
    getTranslations("intake"),
  ]);
  if (!isId(replayId) || !scopeOf(actor, "intake.read")) notFound();
  const ctx = ctxFor(actor, newId());
  const replay = await replayProgress(ctx, { replayId }).catch((error: unknown) => {
    if (error instanceof Outcome && error.code === "NOT_FOUND") notFound();
    throw error;
  });
  const rows = await replayedRows(ctx, { replayId });
  const title = t(replay.undoes === null ? "replay" : "undoGenuine");
  const crumbs = [
    { label: intake("title"), href: "/intake" },
    { label: t("title"), href: "/intake/deliveries" },
    { label: title },
  ];
  return (
    <div className="flex flex-col gap-6">
      <PageHeader title={title} breadcrumb={<Breadcrumb label={intake("title")} crumbs={crumbs} />} />
      <ReplayCard replay={replay} canManage={canManageIntake(actor)} />
      <div className="flex flex-col gap-2">
        {replay.total > rows.length && (
          <p className="text-sm text-muted-foreground">{t("resultsShown", { count: rows.length })}</p>
        )}
        <Card className="overflow-hidden">
          <ReplayedTable rows={rows} />
        </Card>
      </div>
    </div>
  );
}
