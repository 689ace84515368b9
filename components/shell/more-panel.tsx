"use client";

import { usePathname } from "next/navigation";
import { useState } from "react";
import { Sheet, SheetContent } from "@/components/ui/sheet";

type MorePanelProps = { label: string; closeLabel: string; onClosed: () => void; children: React.ReactNode };

/** What `MoreSheet` loads. Closes by itself when one of its links has led somewhere. */
export function MorePanel({ label, closeLabel, onClosed, children }: MorePanelProps) {
  const path = usePathname();
  const [openAt, setOpenAt] = useState<string | null>(path);
  return (
    <Sheet
      open={openAt === path}
      onOpenChange={(open) => {
        setOpenAt(open ? path : null);
      }}
      onOpenChangeComplete={(open) => {
        if (!open) onClosed();
      }}
    >
      <SheetContent title={label} closeLabel={closeLabel}>
        {children}
      </SheetContent>
    </Sheet>
  );
}
