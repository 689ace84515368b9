/** So near to its edge a board scrolls under what is carried: further in, it would move the column one aims at. */
const EDGE_PX = 50;
const MOST = 0.2;

type Size = Pick<Element, "clientWidth" | "clientHeight">;

/** As shares of its width and height. */
export function scrollEdges({ clientWidth, clientHeight }: Size) {
  return { x: Math.min(MOST, EDGE_PX / clientWidth), y: Math.min(MOST, EDGE_PX / clientHeight) };
}

/**
 * How many pixels it goes every 5 ms at the very edge: its own width in a second. Where one column fills the screen, each then
 * stays long enough to be seen and stopped at.
 */
export function scrollSpeed({ clientWidth }: Size): number {
  return clientWidth / 200;
}
