import { toneOf } from "@/components/ui/tone";
import { cn } from "@/lib/core/cn";

const SIZE = { xs: "size-5 text-[0.5625rem]", sm: "size-6 text-2xs", md: "size-8 text-xs", lg: "size-12 text-lg" };

type AvatarProps = { name: string; size?: keyof typeof SIZE; className?: string; decorative?: boolean };

/** Initials in the person's own tone. `decorative` where the name stands beside it. */
export function Avatar({ name, size = "sm", className, decorative = true }: AvatarProps) {
  return (
    <span
      data-slot="avatar"
      data-tone={toneOf(name)}
      {...(decorative ? { "aria-hidden": true } : { role: "img", "aria-label": name })}
      className={cn(
        "inline-grid shrink-0 place-items-center rounded-full bg-tone-soft font-semibold text-tone-text select-none",
        SIZE[size],
        className,
      )}
    >
      {initials(name)}
    </span>
  );
}

export function initials(name: string) {
  const words = name.trim().split(/\s+/);
  const picked = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return picked
    .map((word) => Array.from(word ?? "")[0] ?? "")
    .join("")
    .toLocaleUpperCase();
}
