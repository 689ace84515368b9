import { getTranslations } from "next-intl/server";
import { GroupRules } from "@/components/settings/identities/group-rules";
import { LIGHT_TONES } from "@/components/settings/identities/light-tones";
import { ProviderForm } from "@/components/settings/provider/provider-form";
import { ProviderState } from "@/components/settings/provider/provider-state";
import { ProviderTrial } from "@/components/settings/provider/provider-trial";
import { SettingsHeader } from "@/components/settings/settings-header";
import { TonePill } from "@/components/ui/tone-pill";
import { requirePermission } from "@/lib/auth/session";
import { env } from "@/lib/core/env";
import { companies } from "@/lib/settings/queries";
import { canGiveRole } from "@/lib/users/policy";
import { saveProviderRulesAction } from "@/lib/users/provider/actions";
import { providerRoom } from "@/lib/users/provider/queries";
import { roles } from "@/lib/users/queries";

export async function generateMetadata() {
  return { title: (await getTranslations("provider"))("title") };
}

export default async function ProviderPage() {
  const ctx = await requirePermission("settings.manage");
  const [t, room, allRoles, allCompanies] = await Promise.all([
    getTranslations("provider"),
    providerRoom(ctx),
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
      <ProviderState room={room} now={ctx.now().toISOString()} />
      <ProviderForm values={room.values} hasSecret={room.hasSecret} publicUrl={env().PUBLIC_URL} />
      {room.light !== "unset" && <ProviderTrial />}
      <GroupRules
        key={room.version}
        via="provider"
        rules={room.rules}
        version={room.version}
        roles={allRoles.filter((role) => used.has(role.id) || canGiveRole(ctx.actor, role))}
        companies={allCompanies.filter(({ active }) => active).map(({ id, name }) => ({ value: id, label: name }))}
        save={saveProviderRulesAction}
      />
    </div>
  );
}
