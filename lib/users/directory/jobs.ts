import { z } from "zod";
import { defineJob } from "@/lib/core/queue";

/** Each minute: asks the directory about its people, where it is time again. */
export const checkDirectoryJob = defineJob("directory.check", z.object({}), { retryLimit: 0, expireInSeconds: 900 });
