import { useTranslations } from "next-intl";
import { FieldTable, plain } from "@/components/settings/api-keys/reference/field-table";
import { Badge } from "@/components/ui/badge";
import { Disclosure } from "@/components/ui/disclosure";
import type { OperationWords } from "@/lib/api/schema";

type OperationCardProps = { operation: OperationWords; server: string };

/** One thing the API does: what to ask, what to send, what is answered. */
export function OperationCard({ operation, server }: OperationCardProps) {
  const t = useTranslations("apiReference");
  const { id, method, path, summary, text, needs, params, body, answers } = operation;
  return (
    <section id={id} aria-labelledby={`${id}-title`} className="flex min-w-0 scroll-mt-4 flex-col gap-3 border-t pt-5">
      <div lang="en" className="flex flex-col gap-1.5">
        <h2 id={`${id}-title`} className="text-base font-semibold tracking-tight">
          {summary}
        </h2>
        <p className="flex flex-wrap items-center gap-2">
          <Badge variant={method === "GET" ? "info" : "success"}>{method}</Badge>
          <code className="text-sm wrap-anywhere">
            {server}
            {path}
          </code>
        </p>
        <p className="text-sm">{plain(text)}</p>
      </div>
      {needs !== "" && (
        <p className="text-sm text-muted-foreground">
          {t.rich("needs", { needs, code: (words) => <code className="text-xs">{words}</code> })}
        </p>
      )}
      {params.length > 0 && (
        <div lang="en">
          <FieldTable label={t("params")} fields={params} />
        </div>
      )}
      {body.length > 0 && (
        <div className="flex flex-col gap-2">
          <h3 className="text-sm font-medium">{t("body")}</h3>
          <div lang="en">
            <FieldTable label={t("body")} fields={body} />
          </div>
        </div>
      )}
      {answers.map((answer) => (
        <Disclosure
          key={answer.status}
          summary={
            <span>
              <code className="text-xs">{answer.status}</code> <span lang="en">{plain(answer.text)}</span>
            </span>
          }
        >
          <div lang="en" className="pt-2">
            <FieldTable label={`${path} ${answer.status}`} fields={answer.fields} />
          </div>
        </Disclosure>
      ))}
    </section>
  );
}
