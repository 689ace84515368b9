"use client";

import { Ellipsis } from "lucide-react";
import { Suspense, useState } from "react";
import { lazyPart } from "@/components/live/lazy-part";

const load = () => import("@/components/shell/more-panel").then((file) => ({ default: file.MorePanel }));
const MorePanel = lazyPart(load);

type MoreSheetProps = { label: string; closeLabel: string; className: string; children: React.ReactNode };

/** The button that opens the rest of the navigation, which is only loaded then. */
export function MoreSheet({ label, closeLabel, className, children }: MoreSheetProps) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        aria-haspopup="dialog"
        aria-expanded={open}
        onPointerEnter={() => void load()}
        onFocus={() => void load()}
        onClick={() => {
          setOpen(true);
        }}
        className={className}
      >
        <Ellipsis aria-hidden className="size-4.5" strokeWidth={1.75} />
        {label}
      </button>
      {open && (
        <Suspense fallback={null}>
          <MorePanel
            label={label}
            closeLabel={closeLabel}
            onClosed={() => {
              setOpen(false);
            }}
          >
            {children}
          </MorePanel>
        </Suspense>
      )}
    </>
  );
}
