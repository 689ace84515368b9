import type { ListShape } from "@/lib/intake/schema";

/** As a form holds it: everything typed is text. */
export type ShapeValues = Omit<ListShape, "firstPage" | "size"> & { firstPage: string; size: string };

export const shapeValues = (shape: ListShape): ShapeValues => ({
  ...shape,
  firstPage: String(shape.firstPage),
  size: String(shape.size),
});

export const shapeOfValues = (values: ShapeValues): ListShape => ({
  ...values,
  firstPage: Number(values.firstPage),
  size: Number(values.size),
});
