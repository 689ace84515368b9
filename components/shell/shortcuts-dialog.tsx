"use client";

import { useTranslations } from "next-intl";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { Kbd } from "@/components/ui/kbd";

// In the order of the day; a key's cap says the same in both languages.
const GROUPS = {
  everywhere: { palette: ["Ctrl K", "⌘ K"], help: ["?"], close: ["Esc"] },
  list: { move: ["J", "K"], open: ["Enter"], status: ["E"], assign: ["A"], contact: ["C"], search: ["/"] },
  board: { move: ["J", "K", "←", "→"], take: ["Space"], carry: ["←", "→"], put: ["Space"] },
  lead: { step: ["J", "K"], status: ["E"], assign: ["A"], contact: ["C"], note: ["N"], task: ["T"] },
} as const;

type ShortcutsDialogProps = { open: boolean; onOpenChange: (open: boolean) => void };

export function ShortcutsDialog({ open, onOpenChange }: ShortcutsDialogProps) {
  const t = useTranslations("shortcuts");
  const common = useTranslations("common");
  const words = t as (key: string) => string;
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent title={t("title")} closeLabel={common("close")}>
        <div className="gap-x-8 sm:columns-2">
          {Object.entries(GROUPS).map(([group, keys]) => (
            <section key={group} className="mb-5 break-inside-avoid">
              <h3 className="mb-1.5 text-xs font-medium text-muted-foreground">{words(`${group}.title`)}</h3>
              <dl className="flex flex-col gap-1">
                {Object.entries(keys).map(([name, caps]: [string, readonly string[]]) => (
                  <div key={name} className="flex min-h-7 items-center justify-between gap-4">
                    <dt>{words(`${group}.${name}`)}</dt>
                    <dd className="flex gap-1">
                      {caps.map((cap) => (
                        <Kbd key={cap}>{cap}</Kbd>
                      ))}
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          ))}
        </div>
      </DialogContent>
    </Dialog>
  );
}
