import { useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import { Badge } from "@/components/ui/badge";

type Field = { name: string; type: string; required: boolean; text: string; in?: string };

/** Names with what they hold and mean. A list and no table, so that it reads on a phone too. */
export function FieldTable({ label, fields }: { label: string; fields: readonly Field[] }) {
  const t = useTranslations("apiReference");
  return (
    <Card className="overflow-hidden">
      <dl aria-label={label} className="divide-y text-sm">
        {fields.map(({ name, type, required, text, in: where }) => (
          <div key={`${where ?? ""} ${name}`} className="grid gap-x-4 px-4 py-2 sm:grid-cols-[14rem_1fr]">
            <dt className="flex flex-wrap items-center gap-x-2">
              <code className="text-xs font-medium wrap-anywhere">{name}</code>
              {required && where !== undefined && <Badge variant="outline">{t("required")}</Badge>}
            </dt>
            <dd className="min-w-0">
              <span className="text-xs text-muted-foreground wrap-anywhere">
                {where === undefined ? type : `${type} · ${where}`}
              </span>
              {text !== "" && <p>{plain(text)}</p>}
            </dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}

/** The document's texts mark names with backticks. */
export function plain(text: string): React.ReactNode[] {
  return text.split("`").map((part, index) =>
    index % 2 === 1 ? (
      <code key={index} className="text-xs wrap-anywhere">
        {part}
      </code>
    ) : (
      part
    ),
  );
}
