import fs from "node:fs";
import path from "node:path";
import { rightsPage } from "@/tests/rights/page";

/** Writes the tables of who may what as a page. */
fs.writeFileSync(path.resolve("docs/rights.md"), rightsPage());
