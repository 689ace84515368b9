import { getLocale, getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import { ImportDesk } from "@/components/intake/imports/import-desk";
import { Alert } from "@/components/ui/alert";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { LinkButton } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { requireActor } from "@/lib/auth/session";
import { scopeOf } from "@/lib/core/ctx";
import { ctxFor } from "@/lib/core/define-action";
import { Outcome } from "@/lib/core/errors";
import { formatBytes, formatDateTime } from "@/lib/core/format";
import { isId, newId } from "@/lib/core/id";
import { importChoices } from "@/lib/intake/importing/choices/queries";
import { getImport, importProgress } from "@/lib/intake/importing/queries";
import { unknownWords } from "@/lib/intake/importing/unknown/queries";
import { fieldViews } from "@/lib/leads/custom-fields/queries";
import type { ImportOptions } from "@/components/intake/imports/import-settings";
import type { ImportChoices } from "@/lib/intake/importing/choices/queries";

type Props = { params: Promise<{ importId: string }> };

export async function generateMetadata() {
  return { title: (await getTranslations("imports"))("one") };
}

export default async function ImportPage({ params }: Props) {
  const [actor, { importId }, t, intake, locale] = await Promise.all([
    requireActor(),
    params,
    getTranslations("imports"),
    getTranslations("intake"),
    getLocale(),
  ]);
  if (!isId(importId) || !scopeOf(actor, "lead.import")) notFound();
  const ctx = ctxFor(actor, newId());
  const orNotFound = (error: unknown) => {
    if (error instanceof Outcome && error.code === "NOT_FOUND") notFound();
    throw error;
  };
  // One after the other: the columns of what is said to be read must be there.
  const progress = await importProgress(ctx, { importId }).catch(orNotFound);
  const [found, choices, fields, unknown] = await Promise.all([
    getImport(ctx, { importId }).catch(orNotFound),
    importChoices(ctx),
    fieldViews(locale),
    unknownWords(ctx, { importId }),
  ]);
  const to = { locale, timeZone: actor.timeZone };
  const who = `${found.uploader.firstName} ${found.uploader.lastName}`.trim();
  const isOpen = found.stage === "read" || found.stage === "check";
  return (
    <div className="flex flex-col gap-5">
      <PageHeader
        title={<span className="break-words">{found.fileName}</span>}
        description={`${who} · ${formatDateTime(found.createdAt, to)} · ${formatBytes(found.fileSize, to)}`}
        breadcrumb={
          <Breadcrumb
            label={intake("title")}
            crumbs={[
              { label: intake("title"), href: "/intake" },
              { label: t("title"), href: "/intake/imports" },
              { label: t("one") },
            ]}
          />
        }
      />
      {isOpen && found.before && (
        <Alert
          variant="warning"
          action={
            <LinkButton href={`/intake/imports/${found.before.id}`} size="sm">
              {t("seeIt")}
            </LinkButton>
          }
        >
          {t("sameFile", { when: formatDateTime(found.before.createdAt, to) })}
        </Alert>
      )}
      <ImportDesk
        progress={progress}
        columns={found.columns}
        settings={found.settings}
        shape={found.shape}
        unknown={unknown}
        options={{ ...optionsOf(choices, locale), fields: fields.map(({ name, label }) => ({ value: name, label })) }}
      />
    </div>
  );
}

function optionsOf(
  { companies, leadTypes, statuses, owners }: ImportChoices,
  locale: string,
): Omit<ImportOptions, "fields"> {
  const labelled = (row: { id: string; labelEn: string; labelEs: string }) => ({
    value: row.id,
    label: locale === "en" ? row.labelEn : row.labelEs,
  });
  const isShared = (name: string) => owners.filter((owner) => owner.name === name).length > 1;
  return {
    companies: companies.map(({ id, name }) => ({ value: id, label: name })),
    leadTypes: leadTypes.map(labelled),
    statuses: statuses.map(labelled),
    owners: owners.map(({ id, name, userName, companyIds, everywhere }) => ({
      ...{ value: id, label: isShared(name) ? `${name} (${userName})` : name },
      ...{ companyIds, everywhere },
    })),
  };
}
