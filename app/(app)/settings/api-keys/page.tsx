import { getTranslations } from "next-intl/server";
import { KeyDesk } from "@/components/settings/api-keys/key-desk";
import { SettingsHeader } from "@/components/settings/settings-header";
import { listKeys } from "@/lib/auth/keys/queries";
import { KEY_PERMISSIONS } from "@/lib/auth/keys/schema";
import { requirePermission } from "@/lib/auth/session";
import { scopeOf } from "@/lib/core/ctx";
import { env } from "@/lib/core/env";
import { listPostable } from "@/lib/intake/posting/queries";
import { companies } from "@/lib/settings/queries";
import type { Ctx } from "@/lib/core/ctx";

export async function generateMetadata() {
  const t = await getTranslations("apiKeys");
  return { title: t("title") };
}

export default async function ApiKeysPage() {
  const ctx = await requirePermission("apiKey.manage");
  const [t, keys, choices] = await Promise.all([getTranslations("apiKeys"), listKeys(ctx), keyChoices(ctx)]);
  return (
    <div className="mx-auto flex max-w-3xl flex-col gap-5">
      <SettingsHeader
        title={t("title")}
        text={t("description")}
        // Who has only the keys of the settings would find nothing there.
        linked={scopeOf(ctx.actor, "settings.manage") !== undefined}
      />
      <KeyDesk keys={keys} choices={choices} publicUrl={env().PUBLIC_URL} now={new Date().toISOString()} />
    </div>
  );
}

/** What whoever makes a key can give: no more than they have. */
async function keyChoices(ctx: Ctx) {
  const own = KEY_PERMISSIONS.map((permission) => ({ permission, scope: scopeOf(ctx.actor, permission) }));
  const given = own.filter(({ scope }) => scope === "any" || scope === "company");
  const everywhere = given.every(({ scope }) => scope === "any");
  const { actor } = ctx;
  const mine = actor.type === "user" && !everywhere ? actor.companyIds : undefined;
  const [all, sources] = await Promise.all([
    companies(ctx, { activeOnly: true }),
    scopeOf(actor, "lead.create") === undefined ? [] : listPostable(ctx).then((found) => found.sources),
  ]);
  return {
    permissions: given.map(({ permission }) => permission),
    everywhere,
    companies: all.filter(({ id }) => mine?.includes(id) ?? true).map(({ id, name }) => ({ value: id, label: name })),
    sources: sources.map(({ id, name, company }) => ({ id, name, companyId: company.id })),
  };
}
