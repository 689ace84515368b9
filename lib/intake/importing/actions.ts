"use server";

import { z } from "zod";
import { defineAction } from "@/lib/auth/define-action";
import {
  checkImport,
  discardImport,
  reshapeImport,
  resumeImport,
  startImport,
  stopImport,
  undoImport,
} from "@/lib/intake/importing/commands";
import { importProgress, importRows } from "@/lib/intake/importing/queries";
import { checkImportInput, importInput, OUTCOMES, reshapeInput, UNDOS } from "@/lib/intake/importing/schema";

export const reshapeImportAction = defineAction({ input: reshapeInput, run: reshapeImport });
export const checkImportAction = defineAction({ input: checkImportInput, run: checkImport });
export const startImportAction = defineAction({ input: importInput, run: startImport });
export const stopImportAction = defineAction({ input: importInput, run: stopImport });
export const resumeImportAction = defineAction({ input: importInput, run: resumeImport });
export const undoImportAction = defineAction({ input: importInput, run: undoImport });
export const discardImportAction = defineAction({ input: importInput, run: discardImport });
export const importProgressAction = defineAction({ input: importInput, run: importProgress });
export const importRowsAction = defineAction({
  input: importInput.extend({
    outcome: z.enum(OUTCOMES).optional(),
    reason: z.string().max(100).optional(),
    undo: z.enum(UNDOS).optional(),
    after: z.number().int().optional(),
  }),
  run: importRows,
});
