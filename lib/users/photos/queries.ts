import { reader } from "@/lib/core/db";
import { notFound } from "@/lib/core/errors";
import { openBytes } from "@/lib/core/files/opening";
import { shownFaces } from "@/lib/users/photos/policy";
import { photoHref } from "@/lib/users/photos/schema";
import type { Readable } from "node:stream";
import type { Ctx } from "@/lib/core/ctx";
import type { UserPhoto } from "@/lib/core/prisma/client";
import type { PhotoInput } from "@/lib/users/photos/schema";

/** By whose id: where the photo is. */
export async function photosAround(ctx: Ctx): Promise<Record<string, string>> {
  const rows = await reader(ctx).userPhoto.findMany({
    where: { user: shownFaces(ctx.actor) },
    select: { userId: true, digest: true },
  });
  return Object.fromEntries(rows.map(({ userId, digest }) => [userId, photoHref(userId, digest)]));
}

/** A photo for whoever may see that face now; the bytes are opened when they are wanted. */
export async function readPhoto(
  ctx: Ctx,
  { userId }: PhotoInput,
): Promise<{ photo: UserPhoto; open: () => Promise<Readable> }> {
  const photo = await reader(ctx).userPhoto.findFirst({ where: { userId, user: shownFaces(ctx.actor) } });
  if (!photo) throw notFound();
  return {
    photo,
    open: () => openBytes(photo.digest, { userId }),
  };
}
