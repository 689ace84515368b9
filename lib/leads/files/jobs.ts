import { z } from "zod";
import { defineJob } from "@/lib/core/queue";

/** Bytes whose row went: they go too, unless another row names them. */
export const dropFileJob = defineJob("files.drop", z.object({ digest: z.string() }));

/** Bytes that never got a row, after a day. */
export const sweepFilesJob = defineJob("files.sweep", z.object({}), { retryLimit: 0 });
