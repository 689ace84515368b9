import {
  MOST_CHOSEN_BYTES,
  MOST_CHOSEN_MB,
  MOST_PHOTO_BYTES,
  MOST_PHOTO_MB,
  PHOTO_SIDE,
  PHOTO_SIDES,
  PHOTO_TYPES,
} from "@/lib/users/photos/schema";

/** Why a file can't be a photo: a reason of the `errors` messages, with what it names. */
export type PhotoFault = { reason: string; details?: Record<string, string> };

/**
 * The middle of a picture as a small square JPEG, made in the browser: what a camera writes beside it, such as where it was
 * taken, never leaves it. So a picture may be as heavy as a phone makes it; the bound is for what is sent.
 */
export async function squareOf(file: File): Promise<Blob | PhotoFault> {
  if (!PHOTO_TYPES.some((type) => type === file.type)) return { reason: "photoRefused" };
  if (file.size > MOST_CHOSEN_BYTES) return tooLarge(MOST_CHOSEN_MB);
  const picture = await createImageBitmap(file).catch(() => undefined);
  if (!picture) return { reason: "photoUnread" };
  const square = await cutOut(picture);
  picture.close();
  return square;
}

const tooLarge = (most: number): PhotoFault => ({ reason: "photoTooLarge", details: { most: String(most) } });

async function cutOut(picture: ImageBitmap): Promise<Blob | PhotoFault> {
  const side = Math.min(picture.width, picture.height);
  // Blown up it would show nothing, and the server couldn't tell any more.
  if (side < PHOTO_SIDES.least) return { reason: "photoSmall", details: { least: String(PHOTO_SIDES.least) } };
  const canvas = Object.assign(document.createElement("canvas"), { width: PHOTO_SIDE, height: PHOTO_SIDE });
  const pen = canvas.getContext("2d");
  if (!pen) return { reason: "photoUnread" };
  // JPEG knows no transparency.
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, PHOTO_SIDE, PHOTO_SIDE);
  pen.imageSmoothingQuality = "high";
  const [left, top] = [(picture.width - side) / 2, (picture.height - side) / 2];
  pen.drawImage(picture, left, top, side, side, 0, 0, PHOTO_SIDE, PHOTO_SIDE);
  const made = await new Promise<Blob | null>((done) => {
    canvas.toBlob(done, "image/jpeg", 0.9);
  });
  if (!made) return { reason: "photoUnread" };
  return made.size > MOST_PHOTO_BYTES ? tooLarge(MOST_PHOTO_MB) : made;
}
