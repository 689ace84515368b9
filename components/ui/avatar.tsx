import { Face } from "@/components/ui/pictures";
import { toneOf } from "@/components/ui/tone";
import { cn } from "@/lib/core/cn";

const SIZE = {
  xs: "size-5 text-[0.5625rem]",
  sm: "size-6 text-2xs",
  md: "size-8 text-xs",
  lg: "size-12 text-lg",
  xl: "size-20 text-2xl",
};

type AvatarProps = {
  /** Whose picture it is, where there is one. */
  id?: string | undefined;
  name: string;
  size?: keyof typeof SIZE;
  className?: string;
  decorative?: boolean;
};

/** The person's picture, else their initials in their own tone. `decorative` where the name stands beside it. */
export function Avatar({ id, name, size = "sm", className, decorative = true }: AvatarProps) {
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
      <Face id={id} name={name} />
    </span>
  );
}
