"use client";

import { useDesk } from "@/components/leads/page/lead-desk";
import { formatDateTime, formatRelative } from "@/lib/core/format";

type WhenProps = { at: string; children: (when: string, onPaper: boolean) => string };

/** How long ago it was; on paper, which is read at any time, the moment itself. */
export function When({ at, children }: WhenProps) {
  const { now, to } = useDesk();
  const exact = formatDateTime(at, to);
  const [onScreen, onPaper] = [children(formatRelative(at, now, to), false), children(exact, true)];
  if (onScreen === onPaper) return <span title={exact}>{onScreen}</span>;
  return (
    <span title={exact}>
      <span className="print:hidden">{onScreen}</span>
      <span aria-hidden className="hidden print:inline">
        {onPaper}
      </span>
    </span>
  );
}
