"use client";

import { createContext, use, useState } from "react";
import { cn } from "@/lib/core/cn";

/** By whose id: the address of their picture. */
type Pictures = Readonly<Record<string, string>>;
const PicturesContext = createContext<Pictures>({});

export function PicturesProvider({ pictures, children }: { pictures: Pictures; children: React.ReactNode }) {
  return <PicturesContext value={pictures}>{children}</PicturesContext>;
}

/** The address of somebody's picture, where there is one. */
export function usePicture(id: string | null | undefined): string | undefined {
  const pictures = use(PicturesContext);
  return id && Object.hasOwn(pictures, id) ? pictures[id] : undefined;
}

type FaceProps = { id: string | null | undefined; name: string; className?: string };

/** Somebody's picture, filling the round it stands in; their initials where there is none, or it can't be had. */
export function Face({ id, name, className }: FaceProps) {
  const address = usePicture(id);
  const [missing, setMissing] = useState("");
  if (address === undefined || address === missing) return initials(name);
  return (
    // eslint-disable-next-line @next/next/no-img-element -- behind rights, which an image service hasn't
    <img
      src={address}
      alt=""
      loading="lazy"
      decoding="async"
      draggable={false}
      className={cn("size-full rounded-full object-cover", className)}
      onError={() => {
        setMissing(address);
      }}
    />
  );
}

export function initials(name: string) {
  const words = name.trim().split(/\s+/);
  const picked = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return picked
    .map((word) => Array.from(word ?? "")[0] ?? "")
    .join("")
    .toLocaleUpperCase();
}
