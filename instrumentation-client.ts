import { z } from "zod";

// zod asks whether eval() works, which the content security policy forbids and the browser reports.
z.config({ jitless: true });
