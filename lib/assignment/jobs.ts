import { z } from "zod";
import { defineJob } from "@/lib/core/queue";

/** Counts how leads ended, for rules that go by past results. */
export const countResultsJob = defineJob("assignment.countResults", z.object({}), { retryLimit: 1 });
