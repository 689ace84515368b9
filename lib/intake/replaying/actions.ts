"use server";

import { defineAction } from "@/lib/auth/define-action";
import { askReplay, stopReplay, undoReplay } from "@/lib/intake/replaying/commands";
import { replayProgress } from "@/lib/intake/replaying/queries";
import { askReplayInput, replayRunInput } from "@/lib/intake/replaying/schema";

export const askReplayAction = defineAction({ input: askReplayInput, run: askReplay });
export const stopReplayAction = defineAction({ input: replayRunInput, run: stopReplay });
export const undoReplayAction = defineAction({ input: replayRunInput, run: undoReplay });
export const replayProgressAction = defineAction({ input: replayRunInput, run: replayProgress });
