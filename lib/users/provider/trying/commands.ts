import { askForFacts } from "@/lib/auth/provider/asking/commands";
import { providerAccess } from "@/lib/auth/provider/queries";
import { authorize } from "@/lib/core/ctx";
import { precondition } from "@/lib/core/errors";
import { mutate } from "@/lib/core/mutate";
import { PROVIDER_SUBJECT, providerTried } from "@/lib/users/provider/events";
import type { Ctx } from "@/lib/core/ctx";
import type { ProviderTrial } from "@/lib/users/provider/schema";

/** Asks the provider about itself with the settings as they are saved. Nothing changes by it. */
export async function tryProvider(ctx: Ctx): Promise<ProviderTrial> {
  authorize(ctx, "settings.manage");
  const known = await providerAccess();
  if (!known) throw precondition("providerNotWhole");
  const trial = await askForFacts(known.access);
  await mutate(ctx, (_tx, emit) => {
    const subject = { subjectId: PROVIDER_SUBJECT, subjectLabel: "OpenID Connect" };
    emit(providerTried, { ...subject, payload: { problem: trial.is === "fine" ? "" : trial.problem } });
    return Promise.resolve();
  });
  return trial;
}
