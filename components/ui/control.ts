/** The look shared by everything one types or chooses in. 16 px on touch, or iOS zooms into the field. */
export const controlClass =
  "w-full min-w-0 rounded-md border border-control bg-surface px-2.5 text-sm text-foreground shadow-card transition-[border-color,box-shadow] duration-100 outline-none hover:border-muted-foreground/50 focus-visible:border-ring focus-visible:ring-2 focus-visible:ring-ring/30 disabled:cursor-not-allowed disabled:bg-muted disabled:opacity-60 data-disabled:cursor-not-allowed data-disabled:bg-muted data-disabled:opacity-60 aria-invalid:border-danger aria-invalid:ring-danger/25 data-invalid:border-danger data-invalid:ring-danger/25 pointer-coarse:text-lg";

export const controlHeight = "h-8 pointer-coarse:h-11";

/** The look shared by everything that opens above the page. */
export const popupClass =
  "origin-(--transform-origin) rounded-lg border bg-raised text-sm text-foreground shadow-popup outline-none transition-[scale,opacity] duration-120 ease-out data-ending-style:scale-98 data-ending-style:opacity-0 data-starting-style:scale-98 data-starting-style:opacity-0";

export const optionClass =
  "flex min-h-8 cursor-default items-center gap-2 rounded-sm px-2 py-1 text-sm outline-none select-none data-disabled:pointer-events-none data-disabled:opacity-50 data-highlighted:bg-hover pointer-coarse:min-h-11 pointer-coarse:text-base [&_svg]:size-4 [&_svg]:shrink-0";
