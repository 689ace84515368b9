import { Button } from "@/components/ui/button";
import type { ButtonProps } from "@/components/ui/button";

type IconButtonProps = Omit<ButtonProps, "size" | "aria-label" | "title"> & { label: string; size?: "sm" | "md" };

/** A button that is only an icon: it can't be made without saying what it does. */
export function IconButton({ label, size = "md", variant = "ghost", ...props }: IconButtonProps) {
  return (
    <Button
      data-slot="icon-button"
      variant={variant}
      size={size === "sm" ? "icon-sm" : "icon"}
      aria-label={label}
      title={label}
      {...props}
    />
  );
}
