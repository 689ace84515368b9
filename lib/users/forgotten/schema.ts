import { z } from "zod";
import { emailInput } from "@/lib/users/schema";

export const askForLinkInput = z.object({ email: emailInput });
export type AskForLinkInput = z.output<typeof askForLinkInput>;
