import { cn } from "@/lib/core/cn";

/** An L whose foot becomes a tick: a lead, dealt with. The same drawing as `app/icon.svg`. */
export function BrandMark({ className }: { className?: string }) {
  return (
    <svg aria-hidden viewBox="0 0 32 32" className={cn("size-6 shrink-0", className)}>
      <rect width="32" height="32" rx="8" fill="#3558dd" />
      <g fill="none" stroke="#fff" strokeWidth="3.2" strokeLinecap="round" strokeLinejoin="round">
        <path d="M9 8.5v12.25a2.75 2.75 0 0 0 2.75 2.75H15" />
        <path d="m14.6 15.4 3.6 3.4 5.8-7.6" />
      </g>
    </svg>
  );
}
