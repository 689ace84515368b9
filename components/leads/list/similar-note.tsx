import { useTranslations } from "next-intl";

/** That nothing is as typed, and what is shown resembles it. */
export function SimilarNote({ typed, likestFirst = false }: { typed: string; likestFirst?: boolean }) {
  const t = useTranslations("leads");
  return (
    <p role="status" className="mb-2 rounded-md bg-info-soft px-3 py-2 text-sm text-info">
      {t(likestFirst ? "similarShown" : "similarInColumns", { text: typed })}
    </p>
  );
}
