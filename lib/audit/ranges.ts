/** Numbers as ranges: `3-7,9`. Neighbours are most of what is dropped. */
export function toRanges(numbers: readonly bigint[]): string {
  const sorted = numbers.toSorted((a, b) => Number(a - b));
  const ranges: { from: bigint; to: bigint }[] = [];
  for (const number of sorted) {
    const last = ranges.at(-1);
    if (last && number <= last.to + 1n) last.to = number;
    else ranges.push({ from: number, to: number });
  }
  return ranges.map(({ from, to }) => (from === to ? String(from) : `${from}-${to}`)).join(",");
}

/** Whether a number lies in one of the ranges. */
export function inRanges(text: string): (number: bigint) => boolean {
  const ranges = text.split(",").flatMap((range) => {
    const [from, to = from] = range.split("-");
    return from ? [{ from: BigInt(from), to: BigInt(to ?? from) }] : [];
  });
  return (number) => {
    let low = 0;
    let high = ranges.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ranges[middle]?.to ?? 0n) < number) low = middle + 1;
      else high = middle;
    }
    const found = ranges[low];
    return found !== undefined && found.from <= number;
  };
}
