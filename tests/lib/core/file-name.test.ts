import { contentDisposition, fileName } from "@/lib/core/file-name";

test.each([
  ["cotización final.pdf", "cotización final.pdf"],
  ["../../etc/passwd", "passwd"],
  ["..\\..\\windows\\system.ini", "system.ini"],
  ["/", "file"],
  ["..", "file"],
  ["", "file"],
  ["a\r\nset-cookie: x=1.txt", "a set-cookie: x=1.txt"],
  ["nul\0l.png", "nul l.png"],
  ["fact\u202egpj.exe", "factgpj.exe"],
  ["\u2066\u200bx\u2069.pdf", "x.pdf"],
  ["half \ud83d.txt", "half \ufffd.txt"],
  ["😀".repeat(300), "😀".repeat(180)],
])("%j is kept as %j", (said, kept) => {
  expect(fileName(said)).toBe(kept);
});

test("a long name keeps its ending", () => {
  const kept = fileName(`${"x".repeat(500)}.pdf`);
  expect(kept).toHaveLength(180);
  expect(kept.endsWith("x.pdf")).toBe(true);
});

test.each(['a";filename="b.html', "ñandú.pdf", "x;y=z'(1)*.png", "日本.txt"])(
  "nothing of the name %j gets out of its header",
  (name) => {
    const header = contentDisposition("attachment", name);
    expect(header).toMatch(/^attachment; filename="[\w .()-]*"; filename\*=UTF-8''[\w.~%-]*$/);
    expect(decodeURIComponent(header.slice(header.indexOf("''") + 2))).toBe(name);
  },
);
