import { memorySettings, usableMemory } from "@/lib/core/cluster/memory";

const GB = 1024 ** 3;

test.each([
  ["a small machine", 0.5, "128MB", "256MB", "4MB"],
  ["a usual one", 8, "2048MB", "4096MB", "16MB"],
  ["a large one", 256, "4096MB", "131072MB", "16MB"],
])("%s of %d GB", (_, gigabytes, buffers, cache, work) => {
  expect(memorySettings(gigabytes * GB)).toMatchObject({
    shared_buffers: buffers,
    effective_cache_size: cache,
    work_mem: work,
  });
});

test("a container has what it is given, and no more than the machine has", () => {
  expect(usableMemory(64 * GB, 2 * GB)).toBe(2 * GB);
  expect(usableMemory(64 * GB, 2 ** 63)).toBe(64 * GB);
  expect(usableMemory(64 * GB, 0)).toBe(64 * GB);
  expect(usableMemory(64 * GB, undefined)).toBe(64 * GB);
});
