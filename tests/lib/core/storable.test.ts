import { z } from "zod";
import { parseInput } from "@/lib/core/define-action";
import { signInInput } from "@/lib/auth/schema";
import { database } from "@/lib/core/db";

const HALF = "\ud800";

test("whatever is read from outside can be stored: no NUL and no half of a pair, however deep, nor in a name", async () => {
  const schema = z.object({ texts: z.array(z.string()), named: z.record(z.string(), z.string()) });
  const read = parseInput(schema, { texts: [`a\0b${HALF}c`, "👍"], named: { [`k${HALF}`]: `${HALF}\0` } });
  expect(read).toStrictEqual({ texts: ["ab\ufffdc", "👍"], named: { "k\ufffd": "\ufffd" } });
  const [row] = await database().$queryRawUnsafe<{ text: string }[]>(`select $1::text as text`, read.texts[0]);
  expect(row?.text).toBe("ab\ufffdc");
});

test("a name with half a letter is nobody's at the door", () => {
  expect(signInInput.parse({ login: `ana${HALF}`, password: "x" }).login).toBe("ana\ufffd");
});
