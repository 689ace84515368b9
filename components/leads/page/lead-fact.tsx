/** One line of what is known: a name and what it is. */
export function Fact({ term, children }: { term: string; children: React.ReactNode }) {
  return (
    <div className={FACT_GRID}>
      <dt dir="auto" className="pt-1 text-muted-foreground wrap-anywhere">
        {term}
      </dt>
      <dd dir="auto" className="min-w-0 py-1 wrap-anywhere">
        {children}
      </dd>
    </div>
  );
}

/** Beside each other on a phone too: a lead is read at a glance. */
export const FACT_GRID =
  "grid min-w-0 grid-cols-[6.5rem_minmax(0,1fr)] gap-x-3 py-0.5 text-sm sm:grid-cols-[9rem_minmax(0,1fr)] sm:gap-x-4";
