import { MOST_PHOTO_BYTES, PHOTO_SIDE, PHOTO_TYPES } from "@/lib/users/photos/schema";

/** Why a file can't be a photo: a reason of the `errors` messages. */
export type PhotoFault = "photoTooLarge" | "photoRefused";

/**
 * The middle of a picture as a small square JPEG, made in the browser: what a camera writes beside it, such as where it was
 * taken, never leaves it.
 */
export async function squareOf(file: File): Promise<Blob | PhotoFault> {
  if (!PHOTO_TYPES.some((type) => type === file.type)) return "photoRefused";
  if (file.size > MOST_PHOTO_BYTES) return "photoTooLarge";
  const picture = await createImageBitmap(file).catch(() => undefined);
  if (!picture) return "photoRefused";
  const side = Math.min(picture.width, picture.height);
  const canvas = Object.assign(document.createElement("canvas"), { width: PHOTO_SIDE, height: PHOTO_SIDE });
  const pen = canvas.getContext("2d");
  if (!pen) return "photoRefused";
  // JPEG knows no transparency.
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, PHOTO_SIDE, PHOTO_SIDE);
  pen.imageSmoothingQuality = "high";
  const [left, top] = [(picture.width - side) / 2, (picture.height - side) / 2];
  pen.drawImage(picture, left, top, side, side, 0, 0, PHOTO_SIDE, PHOTO_SIDE);
  picture.close();
  const made = await new Promise<Blob | null>((done) => {
    canvas.toBlob(done, "image/jpeg", 0.9);
  });
  return made ?? "photoRefused";
}
