import { scrollEdges, scrollSpeed } from "@/components/leads/board/scroll-edges";

test("a wide board scrolls only in its last 50 pixels", () => {
  const { x, y } = scrollEdges({ clientWidth: 1200, clientHeight: 800 });
  expect([x * 1200, y * 800]).toStrictEqual([50, 50]);
});

test("on a narrow one a fifth is the most, so that there is room to aim", () => {
  expect(scrollEdges({ clientWidth: 100, clientHeight: 800 }).x).toBe(0.2);
});

test("at the very edge it goes its own width in a second, on a phone as on a desk", () => {
  for (const clientWidth of [390, 1440]) {
    const perSecond = scrollSpeed({ clientWidth, clientHeight: 800 }) * (1000 / 5);
    expect(perSecond).toBeCloseTo(clientWidth);
  }
});
