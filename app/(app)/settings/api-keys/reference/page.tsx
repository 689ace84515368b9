import { getTranslations } from "next-intl/server";
import { FieldTable } from "@/components/settings/api-keys/reference/field-table";
import { OperationCard } from "@/components/settings/api-keys/reference/operation-card";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { LinkButton } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { reference } from "@/lib/api/reference";
import { requirePermission } from "@/lib/auth/session";
import { env } from "@/lib/core/env";

export async function generateMetadata() {
  const t = await getTranslations("apiReference");
  return { title: t("title") };
}

/** The API's document, readable. Its own texts are in English, like the names in it. */
export default async function ApiReferencePage() {
  await requirePermission("apiKey.manage");
  const [t, keys, shell] = await Promise.all([
    getTranslations("apiReference"),
    getTranslations("apiKeys"),
    getTranslations("shell"),
  ]);
  const { operations, refusal } = reference();
  const server = env().PUBLIC_URL ?? "";
  return (
    <div className="mx-auto flex max-w-4xl flex-col gap-6">
      <PageHeader
        breadcrumb={
          <Breadcrumb
            label={shell("breadcrumb")}
            crumbs={[
              { label: keys("back"), href: "/settings" },
              { label: keys("title"), href: "/settings/api-keys" },
              { label: t("title") },
            ]}
          />
        }
        title={t("title")}
        description={t("description")}
        actions={
          <LinkButton href="/api/openapi.json" target="_blank">
            {t("document")}
          </LinkButton>
        }
      />
      <p className="text-sm">
        {t.rich("header", { code: (words) => <code className="text-xs wrap-anywhere">{words}</code> })}
      </p>
      <nav aria-label={t("contents")}>
        <ul className="grid gap-x-4 gap-y-1 text-sm sm:grid-cols-2">
          {operations.map(({ id, method, path }) => (
            <li key={id}>
              <a href={`#${id}`} className="text-accent-text underline underline-offset-2">
                <code className="text-xs wrap-anywhere">
                  {method} {path}
                </code>
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {operations.map((operation) => (
        <OperationCard key={operation.id} operation={operation} server={server} />
      ))}
      <Section title={t("refusals")} description={t("refusalsText")}>
        <div lang="en">
          <FieldTable label={t("refusals")} fields={refusal} />
        </div>
      </Section>
    </div>
  );
}
