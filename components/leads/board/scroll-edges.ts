/** So near to its edge a board scrolls under what is carried: further in, it would move the column one aims at. */
const EDGE_PX = 50;
const MOST = 0.2;

/** As shares of its width and height. */
export function scrollEdges({ clientWidth, clientHeight }: Pick<Element, "clientWidth" | "clientHeight">) {
  return { x: Math.min(MOST, EDGE_PX / clientWidth), y: Math.min(MOST, EDGE_PX / clientHeight) };
}
