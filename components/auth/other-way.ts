/** Below the form, parted from it by a line; another way below it needs none. */
export const otherWayClass =
  "mt-4 flex flex-col gap-4 border-t pt-4 [[data-slot=other-way]+&]:mt-2.5 [[data-slot=other-way]+&]:border-t-0 [[data-slot=other-way]+&]:pt-0";
