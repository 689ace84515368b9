import { isOwn } from "@/lib/core/ctx";
import { forbidden, precondition } from "@/lib/core/errors";
import { receiveFile } from "@/lib/core/files/arrival";
import { dropFileJob, lockDigests } from "@/lib/core/files/holding";
import { pictureIn } from "@/lib/core/files/picture";
import { fileStore } from "@/lib/core/files/store";
import { mutate } from "@/lib/core/mutate";
import { enqueue } from "@/lib/core/queue";
import { lockRow, lockUser, subjectOf } from "@/lib/users/commands";
import { userUpdated } from "@/lib/users/events";
import { MOST_PHOTO_BYTES, MOST_PHOTO_MB, PHOTO_SIDES, photoVersion } from "@/lib/users/photos/schema";
import { getUser } from "@/lib/users/queries";
import type { Ctx } from "@/lib/core/ctx";
import type { Tx } from "@/lib/core/db";
import type { Emit } from "@/lib/core/mutate";
import type { LockedUser } from "@/lib/users/commands";
import type { PhotoInput } from "@/lib/users/photos/schema";

type Upload = PhotoInput & { said: number | null; body: AsyncIterable<Uint8Array> };

/** Somebody's photo, by themselves or by who may edit them. Nothing is kept of what isn't a small picture by its bytes. */
export async function setPhoto(ctx: Ctx, { userId, said, body }: Upload): Promise<void> {
  if (!isOwn(ctx, userId) && !(await getUser(ctx, userId)).editable) throw forbidden();
  if (said !== null && said > MOST_PHOTO_BYTES) throw tooLarge();
  const bytes = await wholeOf(body);
  const type = await requirePhoto(bytes);
  const { digest, size } = await receiveFile({ body: oneOf(bytes), mostBytes: MOST_PHOTO_BYTES, said });
  await mutate(ctx, async (tx, emit) => {
    const user = await lockEditable(ctx, tx, userId);
    const before = await tx.userPhoto.findUnique({ where: { userId } });
    if (before?.digest === digest) return;
    await lockDigests(tx, [digest]);
    if (!(await fileStore().has(digest))) throw precondition("uploadGone");
    const photo = { type, size, digest, createdAt: ctx.now() };
    await tx.userPhoto.upsert({ where: { userId }, create: { userId, ...photo }, update: photo });
    await letGo(tx, before?.digest);
    tell(emit, user, before?.digest, digest);
  });
}

export async function removePhoto(ctx: Ctx, { userId }: PhotoInput): Promise<void> {
  await mutate(ctx, async (tx, emit) => {
    const user = await lockEditable(ctx, tx, userId);
    const before = await tx.userPhoto.findUnique({ where: { userId } });
    if (!before) throw precondition("unchanged");
    await tx.userPhoto.delete({ where: { userId } });
    await letGo(tx, before.digest);
    tell(emit, user, before.digest, undefined);
  });
}

async function lockEditable(ctx: Ctx, tx: Tx, userId: string): Promise<LockedUser> {
  return isOwn(ctx, userId) ? lockRow(tx, userId) : lockUser(ctx, tx, userId);
}

/** A photo is small: it is looked at whole before anything of it is kept. */
async function wholeOf(body: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of body) {
    size += part.byteLength;
    if (size > MOST_PHOTO_BYTES) throw tooLarge();
    parts.push(part);
  }
  return Buffer.concat(parts);
}

async function* oneOf(bytes: Buffer): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes);
}

const tooLarge = () => precondition("photoTooLarge", { most: String(MOST_PHOTO_MB) });

async function requirePhoto(bytes: Buffer): Promise<string> {
  const picture = await pictureIn(bytes);
  if (!picture) throw precondition("photoRefused");
  const { least, most } = PHOTO_SIDES;
  const fits = [picture.width, picture.height].every((side) => side >= least && side <= most);
  if (!fits) throw precondition("photoSides", { least: String(least), most: String(most) });
  return picture.type;
}

/** The bytes after the commit, where no other row names them. */
async function letGo(tx: Tx, digest: string | undefined): Promise<void> {
  if (digest !== undefined) await enqueue(tx, dropFileJob, { digest });
}

function tell(emit: Emit, user: LockedUser, before: string | undefined, after: string | undefined): void {
  const version = (digest: string | undefined) => (digest === undefined ? "" : photoVersion(digest));
  emit(userUpdated, {
    ...subjectOf(user),
    payload: { sessionsEnded: 0 },
    changes: { photo: { from: version(before), to: version(after) } },
  });
}
