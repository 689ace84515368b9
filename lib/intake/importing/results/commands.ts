import { mutate } from "@/lib/core/mutate";
import { importResultTaken } from "@/lib/intake/events";
import { importResult } from "@/lib/intake/importing/results/queries";
import type { Ctx } from "@/lib/core/ctx";
import type { ResultWords } from "@/lib/intake/importing/results/queries";
import type { ImportInput } from "@/lib/intake/importing/schema";

/** The file to take out, which is told before its first row. */
export async function takeResult(ctx: Ctx, input: ImportInput, words: ResultWords) {
  const result = await importResult(ctx, input, words);
  await mutate(ctx, (_tx, emit) => {
    emit(importResultTaken, { subjectId: input.importId, subjectLabel: result.fileName, payload: {} });
    return Promise.resolve();
  });
  return result;
}
