import {
  Building2,
  CalendarClock,
  CircleDot,
  FolderTree,
  IdCard,
  KeyRound,
  Layers,
  Mail,
  MessageSquareText,
  Route,
  ScrollText,
  Shapes,
  Tag,
  Target,
  TextCursorInput,
  ThumbsDown,
  Webhook,
} from "lucide-react";
import { getLocale, getTranslations } from "next-intl/server";
import { SettingsGroup } from "@/components/settings/settings-group";
import { PageHeader } from "@/components/ui/page-header";
import { requirePermission } from "@/lib/auth/session";
import { scopeOf } from "@/lib/core/ctx";
import { formatBytes } from "@/lib/core/format";
import { filesTotal } from "@/lib/leads/files/queries";

export async function generateMetadata() {
  const t = await getTranslations("settings");
  return { title: t("title") };
}

const LEADS = {
  statuses: <CircleDot />,
  "lost-reasons": <ThumbsDown />,
  "lead-types": <Shapes />,
  fields: <TextCursorInput />,
  tags: <Tag />,
  services: <Layers />,
};
const WORK = {
  assignment: <Route />,
  targets: <Target />,
  calendars: <CalendarClock />,
  templates: <MessageSquareText />,
};
const SERVER = { organisation: <Building2 />, mail: <Mail />, directory: <FolderTree />, provider: <IdCard /> };
const PROGRAMS = { "api-keys": <KeyRound />, webhooks: <Webhook /> };
const AUDIT = { audit: <ScrollText /> };

export default async function SettingsPage() {
  const ctx = await requirePermission("settings.manage");
  const [t, locale, kept] = await Promise.all([getTranslations("settings"), getLocale(), filesTotal(ctx)]);
  const rows = (of: Partial<Record<SettingsRoom, React.ReactNode>>) =>
    (Object.entries(of) as [SettingsRoom, React.ReactNode][]).map(([room, icon]) => ({
      href: `/settings/${room}`,
      icon,
      label: t(`rooms.${room}.name`),
      text: t(`rooms.${room}.text`),
    }));
  const mayMakeKeys = scopeOf(ctx.actor, "apiKey.manage") !== undefined;
  const mayReadLog = scopeOf(ctx.actor, "audit.read") !== undefined;
  return (
    <div className="mx-auto flex max-w-3xl flex-col gap-8">
      <PageHeader title={t("title")} description={t("description")} />
      <SettingsGroup title={t("leads")} rows={rows(LEADS)} />
      <SettingsGroup title={t("work")} rows={rows(WORK)} />
      <SettingsGroup
        title={t("server")}
        rows={rows({ ...SERVER, ...(mayMakeKeys && PROGRAMS), ...(mayReadLog && AUDIT) })}
      />
      <p className="text-sm text-muted-foreground">
        {t("filesText", { files: kept.files, size: formatBytes(kept.bytes, { locale }) })}
      </p>
    </div>
  );
}

type SettingsRoom =
  keyof typeof LEADS | keyof typeof WORK | keyof typeof SERVER | keyof typeof PROGRAMS | keyof typeof AUDIT;
