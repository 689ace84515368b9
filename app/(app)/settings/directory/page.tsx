import { getTranslations } from "next-intl/server";
import { DirectoryForm } from "@/components/settings/directory/directory-form";
import { DirectoryState } from "@/components/settings/directory/directory-state";
import { DirectoryTrial } from "@/components/settings/directory/directory-trial";
import { GroupRules } from "@/components/settings/identities/group-rules";
import { LIGHT_TONES } from "@/components/settings/identities/light-tones";
import { SettingsHeader } from "@/components/settings/settings-header";
import { TonePill } from "@/components/ui/tone-pill";
import { requirePermission } from "@/lib/auth/session";
import { companies } from "@/lib/settings/queries";
import { saveDirectoryRulesAction } from "@/lib/users/directory/actions";
import { directoryRoom } from "@/lib/users/directory/queries";
import { canGiveRole } from "@/lib/users/policy";
import { roles } from "@/lib/users/queries";

export async function generateMetadata() {
  return { title: (await getTranslations("directory"))("title") };
}

export default async function DirectoryPage() {
  const ctx = await requirePermission("settings.manage");
  const [t, room, allRoles, allCompanies] = await Promise.all([
    getTranslations("directory"),
    directoryRoom(ctx),
    roles(ctx),
    companies(ctx),
  ]);
  const used = new Set(room.rules.map(({ roleId }) => roleId));
  return (
    <div className="mx-auto flex max-w-3xl flex-col gap-8">
      <SettingsHeader
        title={t("title")}
        text={t("description")}
        actions={<TonePill tone={LIGHT_TONES[room.light]}>{t(`lights.${room.light}`)}</TonePill>}
      />
      <DirectoryState room={room} now={ctx.now().toISOString()} />
      <DirectoryForm values={room.values} hasPassword={room.hasPassword} />
      <GroupRules
        key={room.version}
        via="directory"
        rules={room.rules}
        version={room.version}
        roles={allRoles.filter((role) => used.has(role.id) || canGiveRole(ctx.actor, role))}
        companies={allCompanies.filter(({ active }) => active).map(({ id, name }) => ({ value: id, label: name }))}
        save={saveDirectoryRulesAction}
      />
      {room.light !== "unset" && <DirectoryTrial isDirect={room.values.reading === "direct"} />}
    </div>
  );
}
