import { Avatar } from "@/components/ui/avatar";
import { cn } from "@/lib/core/cn";
import type { Locale } from "@/lib/i18n/locale";

export type ShellUser = { id: string; name: string; role: string };

export type ShellActions = {
  profileHref: string;
  signOut: () => Promise<unknown>;
  /** Keeps the language with the user too; the cookie is written in any case. */
  saveLocale?: (locale: Locale) => Promise<unknown>;
};

type AccountFaceProps = { user: ShellUser; wide: boolean; label: string };

/** The inside of the account button. `wide` shows the name; else the initials stand alone and `label` is said. */
export function AccountFace({ user, wide, label }: AccountFaceProps) {
  if (!wide) {
    return (
      <>
        <Avatar id={user.id} name={user.name} size="md" />
        <span className="sr-only">{label}</span>
      </>
    );
  }
  return (
    <>
      <Avatar id={user.id} name={user.name} />
      <span className="min-w-0 flex-1 group-data-[sidebar=collapsed]/shell:sr-only">
        <span className="block truncate text-sm font-medium">{user.name}</span>
        <span className="block truncate text-xs text-muted-foreground">{user.role}</span>
      </span>
    </>
  );
}

export function accountButtonClass(wide: boolean) {
  return cn(
    "flex items-center gap-2.5 rounded-md text-left transition-colors hover:bg-hover data-popup-open:bg-hover",
    wide
      ? "h-11 px-1.5 group-data-[sidebar=collapsed]/shell:justify-center group-data-[sidebar=collapsed]/shell:px-0"
      : "size-11 justify-center",
  );
}
