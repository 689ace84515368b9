import { getTranslations } from "next-intl/server";
import { MoveList } from "@/components/leads/words/move-list";
import { TagList } from "@/components/leads/words/tag-list";
import { SettingsHeader } from "@/components/settings/settings-header";
import { requirePermission } from "@/lib/auth/session";
import { openMoves } from "@/lib/leads/renaming/queries";
import { tagTerms } from "@/lib/leads/tags/queries";

export async function generateMetadata() {
  return { title: (await getTranslations("words.tags"))("title") };
}

export default async function TagsPage() {
  const ctx = await requirePermission("settings.manage");
  const [t, tags, moves] = await Promise.all([getTranslations("words.tags"), tagTerms(ctx), openMoves(ctx, "tag")]);
  return (
    <div className="mx-auto flex max-w-3xl flex-col gap-8">
      <SettingsHeader title={t("title")} text={t("text")} />
      <MoveList moves={moves} />
      <TagList tags={tags} />
    </div>
  );
}
