"use client";

import { useDesk } from "@/components/leads/page/lead-desk";
import { formatDateTime, formatRelative } from "@/lib/core/format";

type WhenProps = { at: string; children: (when: string, onPaper: boolean) => string };

/** How long ago it was; on paper, which is read at any time, the moment itself. */
export function When({ at, children }: WhenProps) {
  const { now, to } = useDesk();
  const exact = formatDateTime(at, to);
  return (
    <span title={exact}>
      <span className="print:hidden">{children(formatRelative(at, now, to), false)}</span>
      <span aria-hidden className="hidden print:inline">
        {children(exact, true)}
      </span>
    </span>
  );
}
