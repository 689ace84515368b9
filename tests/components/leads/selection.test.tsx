import { act, renderHook } from "@testing-library/react";
import { useSelection } from "@/components/leads/bulk/use-selection";

const choosing = () => renderHook(() => useSelection("q=ana", ["a", "b"])).result;

test("all of the list stays all when one is unticked, and is all again when it is ticked", () => {
  const result = choosing();
  act(() => {
    result.current.chooseAll();
  });
  expect(result.current.selection).toStrictEqual({ query: "q=ana" });
  act(() => {
    result.current.toggle("a", false);
  });
  expect(result.current).toMatchObject({ selection: { query: "q=ana", except: ["a"] }, count: null, but: 1 });
  expect(["a", "b", "unread"].map(result.current.isChosen)).toStrictEqual([false, true, true]);
  act(() => {
    result.current.toggleShown(true);
  });
  expect(result.current.selection).toStrictEqual({ query: "q=ana" });
  act(() => {
    result.current.toggleShown(false);
  });
  expect(result.current.any).toBe(false);
});

test("what is chosen one by one is no more than that", () => {
  const result = choosing();
  act(() => {
    result.current.toggle("b", true);
  });
  expect(result.current).toMatchObject({ selection: { ids: ["b"] }, count: 1, but: 0 });
  act(() => {
    result.current.toggle("b", false);
  });
  expect(result.current.any).toBe(false);
});
