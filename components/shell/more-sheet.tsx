"use client";

import { Ellipsis } from "lucide-react";
import { usePathname } from "next/navigation";
import { useState } from "react";
import { Sheet, SheetContent, SheetTrigger } from "@/components/ui/sheet";

type MoreSheetProps = { label: string; closeLabel: string; className: string; children: React.ReactNode };

/** Closes by itself when one of its links has led somewhere. */
export function MoreSheet({ label, closeLabel, className, children }: MoreSheetProps) {
  const path = usePathname();
  const [openAt, setOpenAt] = useState<string | null>(null);
  return (
    <Sheet
      open={openAt === path}
      onOpenChange={(open) => {
        setOpenAt(open ? path : null);
      }}
    >
      <SheetTrigger className={className}>
        <Ellipsis aria-hidden className="size-4.5" strokeWidth={1.75} />
        {label}
      </SheetTrigger>
      <SheetContent title={label} closeLabel={closeLabel}>
        {children}
      </SheetContent>
    </Sheet>
  );
}
