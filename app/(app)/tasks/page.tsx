import { getTranslations } from "next-intl/server";
import { MyDay } from "@/components/tasks/my-day";
import { TaskFeed } from "@/components/tasks/task-feed";
import { TasksLive } from "@/components/tasks/tasks-live";
import { requirePermission } from "@/lib/auth/session";
import { env } from "@/lib/core/env";
import { feedOf } from "@/lib/leads/tasks/feed/queries";
import { myDay } from "@/lib/leads/tasks/queries";
import { dayAddress } from "@/lib/leads/tasks/schema";

export async function generateMetadata() {
  return { title: (await getTranslations("tasks"))("pageTitle") };
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function TasksPage({ searchParams }: Props) {
  const ctx = await requirePermission("lead.update");
  const { new: wanted, ...address } = await searchParams;
  const [day, feed] = await Promise.all([myDay(ctx, dayAddress.parse(address)), feedOf(ctx)]);
  return (
    <div className="mx-auto flex max-w-3xl flex-col gap-6">
      <TasksLive userId={ctx.actor.id} />
      <MyDay day={day} now={ctx.now().toISOString()} meId={ctx.actor.id} isAdding={wanted === "task"} />
      <TaskFeed feed={feed} publicUrl={env().PUBLIC_URL} />
    </div>
  );
}
