import { useEffect, useState } from "react";
import { usePhone } from "@/components/ui/use-phone";
import { cellClass } from "@/lib/leads/list/columns/schema";
import type { ListColumn } from "@/lib/leads/list/columns/schema";

/** Which of these columns have given way in the table on the screen; on a phone it has none. */
export function useGivenWay(keys: readonly ListColumn[]): ListColumn[] {
  const isPhone = usePhone();
  const [away, setAway] = useState<ReadonlySet<string>>(new Set());

  useEffect(() => {
    const observer = new ResizeObserver(() => {
      const heads = [...document.querySelectorAll(".lead-table > thead th")];
      const hidden = heads.filter((head) => getComputedStyle(head).display === "none");
      setAway(new Set(hidden.flatMap((head) => [...head.classList])));
    });
    observer.observe(document.documentElement);
    return () => {
      observer.disconnect();
    };
  }, []);

  return isPhone ? [] : keys.filter((key) => away.has(cellClass(key)));
}
