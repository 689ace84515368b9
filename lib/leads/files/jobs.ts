import { z } from "zod";
import { defineJob } from "@/lib/core/queue";

/** Bytes that never got a row, after a day. */
export const sweepFilesJob = defineJob("files.sweep", z.object({}), { retryLimit: 0 });
