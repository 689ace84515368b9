import { fileTypeFromBuffer } from "file-type";

export type Picture = { type: string; width: number; height: number };
type Sides = Omit<Picture, "type">;

/** What a browser draws and nothing of it runs. */
const SIDES: Record<string, (bytes: Buffer) => Sides | undefined> = {
  "image/png": ofPng,
  "image/jpeg": ofJpeg,
  "image/webp": ofWebp,
};

/** A JPEG, PNG or WebP by its bytes, with its sides as they are written in it; undefined for everything else. */
export async function pictureIn(bytes: Buffer): Promise<Picture | undefined> {
  const type = (await fileTypeFromBuffer(bytes).catch(() => undefined))?.mime ?? "";
  try {
    const sides = SIDES[type]?.(bytes);
    return sides && { type, ...sides };
  } catch {
    // It ends before it says so.
    return undefined;
  }
}

function ofPng(bytes: Buffer): Sides | undefined {
  if (bytes.toString("latin1", 12, 16) !== "IHDR") return undefined;
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
}

/** From marker to marker, as far as the one that begins the picture. */
function ofJpeg(bytes: Buffer): Sides | undefined {
  let at = 2;
  while (bytes.readUInt8(at) === 0xff) {
    const marker = bytes.readUInt8(at + 1);
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) };
    if (marker === 0xda || marker === 0xd9) return undefined;
    at += 2 + bytes.readUInt16BE(at + 2);
  }
  return undefined;
}

function ofWebp(bytes: Buffer): Sides | undefined {
  const kind = bytes.toString("latin1", 12, 16);
  if (kind === "VP8X") return { width: bytes.readUIntLE(24, 3) + 1, height: bytes.readUIntLE(27, 3) + 1 };
  if (kind === "VP8 ") return { width: bytes.readUInt16LE(26) & 0x3fff, height: bytes.readUInt16LE(28) & 0x3fff };
  if (kind !== "VP8L") return undefined;
  const packed = bytes.readUInt32LE(21);
  return { width: (packed & 0x3fff) + 1, height: ((packed >>> 14) & 0x3fff) + 1 };
}
