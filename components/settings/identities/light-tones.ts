import type { Tone } from "@/components/ui/tone";
import type { WayInLight } from "@/lib/users/identities/schema";

export const LIGHT_TONES: Record<WayInLight, Tone> = {
  unset: "gray",
  off: "gray",
  untried: "amber",
  fine: "green",
  failing: "red",
};
